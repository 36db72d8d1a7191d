using Redline.Simulator.Centre;
using Redline.Simulator.Channels;
using Redline.Simulator.Organizations;
using Redline.Simulator.Tokens;

namespace Redline.Simulator.Faults;

/// <summary>What faults do to the rest of the platform.</summary>
internal sealed class FaultEffects(ContactCentre centre, ChannelSockets sockets, TokenStore tokens)
{
    internal void CutSockets() => sockets.CutAll();

    /// <summary>The oldest caller of each queue rings somebody who will not answer.</summary>
    /// <returns>Who they are.</returns>
    internal IReadOnlyList<(CentreQueue Queue, CentreCall Call)> RingInVain(long now)
    {
        var ringing = new List<(CentreQueue, CentreCall)>();
        foreach (var queue in centre.Queues)
        {
            if (queue.Waiting.OldestFirst.FirstOrDefault().Call is not { } oldest) continue;
            queue.RingInVain(oldest, now);
            ringing.Add((queue, oldest));
            centre.Touch(queue);
        }

        return ringing;
    }

    /// <summary>Nobody has answered them: those who are still there wait on.</summary>
    internal void BringBack(IReadOnlyList<(CentreQueue Queue, CentreCall Call)> ringing)
    {
        foreach (var (queue, call) in ringing)
        {
            queue.BringBack(call);
            centre.Touch(queue);
        }
    }

    /// <summary>Does what happens once. False: the fault is of a kind that lasts.</summary>
    internal bool Happen(Fault fault, long now, out string? problem)
    {
        problem = null;
        switch (fault.Kind)
        {
            case FaultKind.SocketClosing:
                sockets.WarnOfClosing();
                return true;
            case FaultKind.RevokeTokens:
                tokens.RevokeAll();
                return true;
            case FaultKind.QueueCreated:
                centre.AddQueue(fault.Name!, fault.Division ?? EmulatedOrganization.HomeDivision, now);
                return true;
            case FaultKind.QueueDeleted or FaultKind.QueueRenamed or FaultKind.QueueMoved:
                if (centre.QueueNamed(fault.Queue!) is { } queue) Change(queue, fault, now);
                else problem = $"There is no queue {fault.Queue}.";
                return true;
            default:
                return false;
        }
    }

    /// <summary>Makes the platform as the faults that are active would have it.</summary>
    internal void Settle(IReadOnlyList<FaultEntry> entries)
    {
        var active = entries.Where(e => e.IsActive).Select(e => e.Fault).ToList();
        var isSilent = active.Exists(f => f.Kind == FaultKind.HalfOpen);
        if (sockets.IsSilent != isSilent) sockets.Silence(isSilent);
        var lifetimes = active.Where(f => f.Kind == FaultKind.TokenExpiry).Select(f => (long?)(f.LifetimeSeconds * 1_000));
        tokens.EarlyExpiryMilliseconds = lifetimes.Min();
        tokens.LostPermissions.Clear();
        tokens.LostPermissions.UnionWith(active.Where(f => f.Kind == FaultKind.PermissionLost).Select(f => f.Permission!));
    }

    private void Change(CentreQueue queue, Fault fault, long now)
    {
        queue.ModifiedAt = now;
        if (fault.Kind == FaultKind.QueueDeleted) queue.IsDeleted = true;
        else if (fault.Kind == FaultKind.QueueRenamed) queue.Name = fault.Name!;
        else
        {
            centre.AddDivision(fault.Division!);
            queue.Division = fault.Division!;
        }
    }
}
