using Redline.Delivery.Organizations;
using Redline.GenesysCloud;
using Redline.Server.Identity;
using Redline.Server.Queues;

namespace Redline.Server.Genesys;

/// <summary>
/// What of Genesys Cloud matters: queues that a stream which is evaluated could ever be true for, or that somebody looks
/// at; and the people with a registration that stands, and all supervisors. Their ids in Redline are those of the
/// platform. Any thread.
/// </summary>
internal sealed class GenesysInterest(CommittedView view, IPeople people, Func<IReadOnlyCollection<string>> registered, OpenQueueViews views, TimeProvider wall)
    : IGenesysInterest
{
    // Registrations come and go by themselves: who is registered is looked up, not told.
    private static readonly TimeSpan PeopleInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private IReadOnlyDictionary<string, Redline.Engine.StreamState> _streams = view.Streams;
    private Redline.Engine.DefinedReferences _references = view.References;
    private long _viewsVersion;
    private long _peopleAt = wall.GetTimestamp();
    private HashSet<string> _userIds = UsersOf(people, registered());
    private long _version;

    /// <inheritdoc/>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                if (HasChanged()) _version++;
                return _version;
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> UserIds
    {
        get
        {
            lock (_lock) return _userIds;
        }
    }

    /// <inheritdoc/>
    public QueueInterest Of(string queueId, string? queueName, string? divisionId)
    {
        return views.IsOpen(queueId)
            ? QueueInterest.Everything
            : StreamInterest.Of(view.Streams.Values.Select(s => s.Definition), view.References, queueId, queueName, divisionId);
    }

    private bool HasChanged()
    {
        var changed = false;
        if (!ReferenceEquals(_streams, view.Streams)) (_streams, changed) = (view.Streams, true);
        if (!ReferenceEquals(_references, view.References)) (_references, changed) = (view.References, true);
        if (views.Version != _viewsVersion) (_viewsVersion, changed) = (views.Version, true);
        if (wall.GetElapsedTime(_peopleAt) < PeopleInterval) return changed;
        _peopleAt = wall.GetTimestamp();
        var users = UsersOf(people, registered());
        if (_userIds.SetEquals(users)) return changed;
        _userIds = users;
        return true;
    }

    private static HashSet<string> UsersOf(IPeople people, IReadOnlyCollection<string> registered) => people.All
        .Where(p => p.Role == PersonRole.Supervisor).Select(p => p.Id).Concat(registered)
        .Where(id => Guid.TryParse(id, out _)) // anybody else is no user of the platform
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
