using Redline.Simulator.Agenda;
using Redline.Simulator.Generation;
using Redline.Simulator.Http;

namespace Redline.Simulator.Faults;

/// <summary>
/// The faults that were put down: what is to happen, what is the matter now, and the last 1,000 that are over. What
/// chance decides follows from a seed and from the order in which it is asked. One thread at a time.
/// </summary>
internal sealed class FaultBoard(SimulationAgenda agenda, FaultEffects effects, ulong seed)
{
    private const int MostEntries = 1_000;

    /// <summary>An event that is to be overtaken is held for longer than the pace of its topic.</summary>
    private const long OvertakenMilliseconds = 1_500;

    /// <summary>How long a caller rings whom nobody answers: the platform's usual alerting timeout.</summary>
    private const long InVainMilliseconds = 15_000;

    private static readonly long[] AtOnce = [0];

    private readonly SeededRandom _random = new(seed, 0, 0);
    private readonly List<FaultEntry> _entries = [];

    internal IReadOnlyList<FaultEntry> Entries => _entries;

    /// <summary>Seconds by which <c>Date</c> is wrong.</summary>
    internal double ClockOffsetSeconds => Active(FaultKind.ClockOffset).Sum(f => f.OffsetSeconds);

    /// <summary>The outage there is; null: none.</summary>
    internal Fault? Outage => Active(FaultKind.Outage).LastOrDefault();

    internal bool RefusesHandshakes => Active(FaultKind.HandshakeRefused).Any();

    /// <summary>Whether a request meets a storm: after how many seconds it may be tried again; null: it meets none.</summary>
    internal int? Storm() => Active(FaultKind.RateLimitStorm).LastOrDefault() is { } storm && Happens(storm) ? storm.RetryAfterSeconds : null;

    /// <summary>After how many milliseconds each copy of an event is sent.</summary>
    internal IReadOnlyList<long> Delays()
    {
        if (_entries.Count == 0) return AtOnce;
        var delay = 0L;
        if (Active(FaultKind.LateEvents).LastOrDefault() is { } late && Happens(late)) delay = (long)(late.DelaySeconds * 1_000);
        if (Active(FaultKind.ReorderEvents).LastOrDefault() is { } reorder && Happens(reorder)) delay += OvertakenMilliseconds;
        return Active(FaultKind.DuplicateEvents).LastOrDefault() is { } duplicate && Happens(duplicate) ? [delay, delay] : delay == 0 ? AtOnce : [delay];
    }

    internal FaultEntry Add(Fault fault)
    {
        if (_entries.Count >= MostEntries && _entries.Find(e => e.IsOver) is { } oldest) _entries.Remove(oldest);
        var entry = new FaultEntry(WireText.NewId(), fault, fault.AtMilliseconds ?? agenda.Now + (long)(fault.AfterSeconds * 1_000));
        _entries.Add(entry);
        agenda.At(entry.StartsAt, () => Begin(entry));
        return entry;
    }

    /// <summary>Takes a fault away: it ends now, or never begins.</summary>
    internal void Remove(FaultEntry entry)
    {
        End(entry);
        _entries.Remove(entry);
    }

    private void Begin(FaultEntry entry)
    {
        if (entry.IsOver) return;
        entry.HasBegun = true;
        if (effects.Happen(entry.Fault, agenda.Now, out var problem))
        {
            entry.Problem = problem;
            entry.IsOver = true;
            return;
        }

        effects.Settle(_entries);
        if (entry.Fault.Kind == FaultKind.Outage) effects.CutSockets();
        if (entry.Fault.Kind == FaultKind.DropSockets) Again(entry, effects.CutSockets);
        if (entry.Fault.Kind == FaultKind.UnansweredRinging) Again(entry, RingInVain);
        if (entry.EndsAt is { } end) agenda.At(end, () => End(entry));
    }

    private void Again(FaultEntry entry, Action what) => agenda.At(agenda.Now + (long)(entry.Fault.EverySeconds * 1_000), () =>
    {
        if (entry.IsOver) return;
        what();
        Again(entry, what);
    });

    private void RingInVain()
    {
        var ringing = effects.RingInVain(agenda.Now);
        agenda.At(agenda.Now + InVainMilliseconds, () => effects.BringBack(ringing));
    }

    private void End(FaultEntry entry)
    {
        if (entry.IsOver) return;
        entry.IsOver = true;
        effects.Settle(_entries);
    }

    private IEnumerable<Fault> Active(FaultKind kind) => _entries.Where(e => e.IsActive && e.Fault.Kind == kind).Select(e => e.Fault);

    private bool Happens(Fault fault) => fault.Share >= 1 || _random.NextUnit() <= fault.Share;
}
