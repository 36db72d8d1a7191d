using System.Text;
using Redline.Engine;

namespace Redline.GenesysCloud.Observations;

/// <summary>A queue of the organization and what is known of it. One thread at a time.</summary>
public sealed class QueueTrack
{
    private readonly List<MediaTrack> _media = [];
    private Instant _stamped = Instant.Beginning;

    internal QueueTrack(string id, string? name, string? divisionId) =>
        (Id, Utf8Id, Name, DivisionId) = (id, Encoding.UTF8.GetBytes(id), name, divisionId);

    /// <summary>The queue's id.</summary>
    public string Id { get; }

    /// <summary>Its name as last listed; null: not known.</summary>
    public string? Name { get; private set; }

    /// <summary>Its division as last listed; null: not known.</summary>
    public string? DivisionId { get; private set; }

    /// <summary>Within how many seconds its calls are to be answered, as last listed; null: not known.</summary>
    public double? ServiceLevelTargetSeconds { get; private set; }

    internal byte[] Utf8Id { get; }

    internal IReadOnlyList<MediaTrack> Media => _media;

    internal AgentTrack Agents { get; } = new();

    /// <summary>Takes what the list of queues says; false: it is the same as before.</summary>
    internal bool Identify(string? name, string? divisionId, double? targetSeconds)
    {
        if (Name == name && DivisionId == divisionId && Nullable.Equals(ServiceLevelTargetSeconds, targetSeconds)) return false;
        (Name, DivisionId, ServiceLevelTargetSeconds) = (name, divisionId, targetSeconds);
        return true;
    }

    /// <summary>An instant for the next observation: now, or one millisecond after the one before.</summary>
    internal Instant NextStamp(Instant now) => _stamped = Instant.Max(now, _stamped.Plus(1));

    /// <summary>The track of a media type, made at its first use.</summary>
    internal MediaTrack Of(string mediaType)
    {
        foreach (var media in _media)
            if (ReferenceEquals(media.MediaType, mediaType) || media.MediaType == mediaType)
                return media;
        var added = new MediaTrack(mediaType);
        _media.Add(added);
        return added;
    }
}
