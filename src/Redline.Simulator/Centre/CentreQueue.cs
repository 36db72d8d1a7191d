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

    /// <summary>A caller who waits rings somebody who will not answer.</summary>
    internal void RingInVain(CentreCall call, long now)
    {
        Waiting.Remove(call.WaitingSince, call);
        Ringing.Add(now, call);
        call.RingsInVainSince = now;
    }

    /// <summary>A caller who rings in vain waits on from where the wait began; anybody else stays as they are.</summary>
    internal void BringBack(CentreCall call)
    {
        if (call.RingsInVainSince is not { } since) return;
        Ringing.Remove(since, call);
        Waiting.Add(call.WaitingSince, call);
        call.RingsInVainSince = null;
    }

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
