using Redline.Delivery.People;
using Redline.Engine.Audiences;

namespace Redline.Delivery.Routing;

/// <summary>
/// Resolves whom the alerts of a queue are for: everybody who may see the queue. Queues that the same people may see
/// share one set, made once and kept until the directory or the queue's division changes. Not safe for use by several
/// threads.
/// </summary>
internal sealed class AudienceTable
{
    private readonly Dictionary<string, PersonSet> _byQueue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PersonSet> _byLimited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _divisions = new(StringComparer.Ordinal);
    private string[] _unlimited = [];
    private DirectoryPerson[] _limited = [];

    /// <summary>Who exists.</summary>
    public PeopleDirectory Directory { get; private set; } = PeopleDirectory.Empty;

    /// <summary>Whom the alerts of a queue are for.</summary>
    public PersonSet Of(string queueId) =>
        _byQueue.TryGetValue(queueId, out var known) ? known : _byQueue[queueId] = Resolve(queueId);

    /// <summary>Whom a named audience means now.</summary>
    public PersonSet Of(Audience audience) => audience.Everyone
        ? new(Directory.People.Select(p => p.Id))
        : new(Directory.People.Where(p => Means(audience, p)).Select(p => p.Id));

    /// <summary>Takes a new directory; false: it says what the old one said.</summary>
    public bool Take(PeopleDirectory directory)
    {
        if (directory.SaysTheSame(Directory)) return false;
        Directory = directory;
        _byQueue.Clear();
        _byLimited.Clear();
        var byLimit = directory.People.OrderBy(p => p.Id, StringComparer.Ordinal)
            .ToLookup(p => p.Visible.IsEverything);
        _unlimited = [.. byLimit[true].Select(p => p.Id)];
        _limited = [.. byLimit[false]];
        return true;
    }

    /// <summary>Takes the division of a queue; false: it was known to be that.</summary>
    public bool Take(string queueId, string? divisionId)
    {
        if (divisionId is null || _divisions.GetValueOrDefault(queueId) == divisionId) return false;
        _divisions[queueId] = divisionId;
        _byQueue.Remove(queueId);
        return true;
    }

    private bool Means(Audience audience, DirectoryPerson person) =>
        audience.People.Contains(person.Id, StringComparer.Ordinal)
        || audience.Roles.Contains(person.Role, StringComparer.Ordinal)
        || audience.Queues.Any(q => person.Visible.Includes(q, _divisions.GetValueOrDefault(q)));

    private PersonSet Resolve(string queueId)
    {
        var division = _divisions.GetValueOrDefault(queueId);
        string[] limited = [.. _limited.Where(p => p.Visible.Includes(queueId, division)).Select(p => p.Id)];
        var key = string.Join('\n', limited);
        return _byLimited.TryGetValue(key, out var shared) ? shared : _byLimited[key] = new(_unlimited.Concat(limited));
    }
}
