using System.Threading.Channels;
using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.People;

/// <summary>
/// First values of the people who matter, by REST, one after the other and when requests are to spare; afterwards the
/// sockets tell what changes. Whoever the platform does not know is left out until the next start. One task runs it; any
/// thread asks.
/// </summary>
internal sealed class UserWatch(GenesysApi api, GenesysIntake intake, TimeSpan pause, GenesysClocks clocks)
{
    private const int QueuesPerPage = 100;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _due = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly Channel<bool> _some = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Users the platform says it does not know.</summary>
    public bool IsUnknown(string userId)
    {
        lock (_lock) return _unknown.Contains(userId);
    }

    /// <summary>Asks for the values of users anew: they are followed from now on, or something may have been missed.</summary>
    public void Ask(IEnumerable<string> userIds)
    {
        lock (_lock)
        {
            foreach (var id in userIds)
                if (!_unknown.Contains(id)) _due.Add(id);
            if (_due.Count > 0) _some.Writer.TryWrite(true);
        }
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            if (Next() is not { } userId)
            {
                await _some.Reader.ReadAsync(stop);
                continue;
            }

            var failure = await ReadAsync(userId, stop);
            if (failure is null) continue;
            if (failure.Kind is ApiFailureKind.NotFound)
            {
                lock (_lock) _unknown.Add(userId);
                continue;
            }

            // Presence is no reason to press a platform in trouble; who may not read people never will.
            if (failure.Kind is not ApiFailureKind.Permission) Ask([userId]);
            await Task.Delay(pause, clocks.Wall, stop);
        }
    }

    private string? Next()
    {
        lock (_lock)
        {
            var userId = _due.FirstOrDefault();
            if (userId is not null) _due.Remove(userId);
            return userId;
        }
    }

    private async Task<ApiFailure?> ReadAsync(string userId, CancellationToken stop)
    {
        var path = $"api/v2/users/{Uri.EscapeDataString(userId)}";
        var user = await api.SendAsync(new(HttpMethod.Get, $"{path}?expand=presence,routingStatus", Urgency: Urgency.Low), stop);
        if (!user.IsGood) return user.Failure;
        var queues = await api.SendAsync(new(HttpMethod.Get, $"{path}/queues?joined=true&pageSize={QueuesPerPage}", Urgency: Urgency.Low), stop);
        if (UserActivityReader.ReadAnswers(userId, user.Body, queues.IsGood ? queues.Body : null) is { } activity) await intake.TellUsersAsync([activity]);
        return null;
    }
}
