namespace Redline.Simulator.Centre;

/// <summary>A queue as it is now.</summary>
internal sealed class CentreQueue(string id, string name, string division)
{
    /// <summary>The media type of what waits; the simulated centre has calls only.</summary>
    internal const string Voice = "voice";

    internal string Id { get; } = id;

    internal string Name { get; set; } = name;

    /// <summary>The name of its division.</summary>
    internal string Division { get; set; } = division;

    internal long ModifiedAt { get; set; }

    internal bool IsDeleted { get; set; }

    internal CallLine Waiting { get; } = new();

    internal CallLine Ringing { get; } = new();

    internal CallLine Interacting { get; } = new();

    /// <summary>The current half hour; null before anything happened in it.</summary>
    internal HalfHour? HalfHour { get; private set; }

    internal List<QueueMember> Members { get; } = [];

    internal HalfHour HalfHourAt(long instant)
    {
        var start = Centre.HalfHour.StartOf(instant);
        return HalfHour?.Start == start ? HalfHour : HalfHour = new(start);
    }
}

/// <summary>A user as a member of a queue.</summary>
internal sealed class QueueMember(CentreQueue queue, CentreUser user)
{
    internal CentreQueue Queue { get; } = queue;

    internal CentreUser User { get; } = user;

    /// <summary>Whether the user has the queue activated.</summary>
    internal bool HasJoined { get; set; }
}
