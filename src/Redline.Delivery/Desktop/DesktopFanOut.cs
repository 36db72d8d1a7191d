using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Delivery.Routing;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Queues;

namespace Redline.Delivery.Desktop;

/// <summary>
/// Brings what the router makes to every desktop of an organization: a desktop that joins gets the whole state, or what
/// it missed, with nothing lost and nothing out of order in between. Knows no socket, and waits for no desktop. Any thread.
/// </summary>
/// <param name="newEpoch">Makes a random epoch; called whenever the numbering begins anew.</param>
/// <param name="frames">How many frames are held for desktops that come back or read slowly.</param>
public sealed class DesktopFanOut(Func<string> newEpoch, int frames = AlertRouter.DefaultFrames) : ICommittedListener
{
    /// <summary>Frames of a desktop's own that may wait for it; one more and it counts as not reading.</summary>
    public const int MaxAnswers = 256;

    // Frames are offered in the order of their numbers: one publication at a time. Taken before _lock, never after it.
    private readonly Lock _publishing = new();
    private readonly Lock _lock = new();
    private readonly AlertRouter _router = new(frames);
    private readonly HiddenAlerts _hidden = new();
    private readonly List<HiddenAlert> _noLongerHidden = [];
    private readonly QueueBoard _queues = new();
    private readonly Dictionary<string, byte[]> _resets = new(StringComparer.Ordinal);
    private DesktopOutbox[] _outboxes = [];

    /// <summary>The open alerts people are shown, oldest first, as of now.</summary>
    public IReadOnlyList<RoutedAlert> Open
    {
        get
        {
            lock (_lock) return [.. _router.Open];
        }
    }

    /// <summary>Adds a desktop; it finds a hello in its outbox, then what it missed or the whole state.</summary>
    /// <param name="person">Whose it is.</param>
    /// <param name="position">What it has seen; null: nothing.</param>
    /// <param name="hello">Spells the hello for the epoch and the last offset.</param>
    /// <param name="ready">Called when something waits; must return at once and not call back into this.</param>
    public DesktopOutbox Join(
        DirectoryPerson person, DesktopPosition? position, Func<DesktopPosition, byte[]> hello, Action ready)
    {
        lock (_lock)
        {
            var log = _router.Log;
            var outbox = new DesktopOutbox(this, person, MaxAnswers, ready);
            outbox.Begin(hello(new(log.Epoch, log.Last)), log, Resumes(position, log) ? position!.Value.Offset : null);
            _outboxes = [.. _outboxes, outbox];
            return outbox;
        }
    }

    /// <summary>Forgets a desktop; one that is not there is no mistake.</summary>
    public void Leave(DesktopOutbox outbox)
    {
        lock (_lock) _outboxes = [.. _outboxes.Where(o => o != outbox)];
    }

    /// <summary>Takes who exists now: who joins the audience of an open alert gets it, who leaves a <c>withdrawn</c>.</summary>
    public void Follow(PeopleDirectory directory)
    {
        var seeOthers = new List<DesktopOutbox>();
        Publish(() =>
        {
            foreach (var outbox in _outboxes)
            {
                if (directory.Find(outbox.Person.Id) is not { } now) continue;
                if (now.Visible.ToKey() != outbox.Person.Visible.ToKey()) seeOthers.Add(outbox);
                outbox.Person = now;
            }

            return _router.Follow(directory);
        }, joins: true);
        foreach (var outbox in seeOthers) outbox.NeedMetrics();
    }

    /// <summary>Whether the directory says of somebody what is said here.</summary>
    public bool Knows(DirectoryPerson person)
    {
        lock (_lock)
            return _router.Directory.Find(person.Id) is { } known
                && (known.Name, known.Role, known.Visible.ToKey()) == (person.Name, person.Role, person.Visible.ToKey());
    }

    /// <summary>An open alert, if it is shown to a person; else null.</summary>
    public RoutedAlert? Find(long alertNumber, string personId)
    {
        lock (_lock) return _router.Find(alertNumber) is { } routed && routed.Persons.Contains(personId) ? routed : null;
    }

    /// <summary>Hides an alert on all desktops of a person, up to a severity; null: it is not shown to them.</summary>
    public HiddenAlert? Hide(string personId, long alertNumber, Severity severity)
    {
        DesktopOutbox[] outboxes;
        HiddenAlert hidden;
        byte[] frame;
        lock (_lock)
        {
            if (Find(alertNumber, personId) is not { } routed) return null;
            hidden = new(alertNumber, personId, _hidden.Hide(personId, alertNumber, severity));
            frame = DesktopFrames.Hidden(routed.Alert.Id, hidden.Severity);
            outboxes = _outboxes;
        }

        foreach (var outbox in outboxes)
            if (outbox.Person.Id == personId)
                outbox.Answer(frame);
        return hidden;
    }

    /// <summary>Up to which severity a person has hidden an open alert for themselves; null: they have not.</summary>
    public Severity? HiddenUpTo(string personId, long alertNumber)
    {
        lock (_lock) return _hidden.Find(personId, alertNumber);
    }

    /// <summary>Takes back what was hidden before a restart; before the loop starts.</summary>
    public void Restore(IEnumerable<HiddenAlert> hidden)
    {
        lock (_lock)
            foreach (var (alert, person, severity) in hidden)
                _hidden.Hide(person, alert, severity);
    }

    /// <summary>What need not be kept hidden any longer, since its alerts are over; given once.</summary>
    public IReadOnlyList<HiddenAlert> TakeNoLongerHidden()
    {
        lock (_lock)
        {
            HiddenAlert[] taken = [.. _noLongerHidden];
            _noLongerHidden.Clear();
            return taken;
        }
    }

    /// <inheritdoc/>
    public void OnRestored(DurableState committed)
    {
        lock (_publishing)
        {
            DesktopOutbox[] outboxes;
            lock (_lock)
            {
                _router.Restore(committed, newEpoch());
                foreach (var gone in _hidden.Alerts.Where(a => _router.Find(a) is null).ToArray()) _hidden.Forget(gone, _noLongerHidden);
                _resets.Clear();
                outboxes = _outboxes;
            }

            foreach (var outbox in outboxes) outbox.OfferReset();
        }
    }

    /// <inheritdoc/>
    public void OnCommitted(CommittedBatch batch, DurableState after) => Publish(() =>
    {
        foreach (var (e, _) in batch.Events)
            if (e is AlertResolved resolved)
                _hidden.Forget(resolved.Number, _noLongerHidden);
        return _router.Route(batch, after);
    });

    /// <inheritdoc/>
    public void OnQueues(Instant now, IReadOnlyList<QueueView> queues)
    {
        Publish(() => _router.Follow(queues, now), joins: true);
        DesktopOutbox[] outboxes;
        lock (_lock)
        {
            _queues.Take(now, queues);
            outboxes = _outboxes;
        }

        foreach (var sees in outboxes.GroupBy(o => o.Person.Visible.ToKey()))
        {
            byte[] changed;
            lock (_lock) changed = _queues.Changed(sees.First().Person.Visible);
            foreach (var outbox in sees) outbox.OfferMetrics(changed);
        }
    }

    /// <summary>Adds the whole state for a person, then what they have hidden; says up to which frame it goes.</summary>
    internal (FrameLog Log, long Offset) AddReset(DirectoryPerson person, List<OutgoingFrame> into)
    {
        lock (_lock)
        {
            var log = _router.Log;
            RoutedAlert[] open = [.. _router.Open.Where(a => a.Persons.Contains(person.Id))];

            RoutedMessage[] messages = [.. _router.Messages.Where(m => m.Persons.Contains(person.Id))];

            // Whoever sees the same queues is shown the same alerts; in a storm hundreds ask for it at once. Messages are
            // for whom they name.
            var key = $"{string.Join(' ', messages.Select(m => m.Message.Number))}\t{person.Visible.ToKey()}";
            if (!_resets.TryGetValue(key, out var bytes))
                _resets[key] = bytes = DesktopFrames.Reset(log.Epoch, log.Last, open, messages, _router.Blind.Where(b => b.Persons.Contains(person.Id)));
            into.Add(new(bytes, Reset: open));
            AddHidden(person, into);
            return (log, log.Last);
        }
    }

    /// <summary>Adds what a person has hidden of what is open.</summary>
    internal void AddHidden(DirectoryPerson person, List<OutgoingFrame> into)
    {
        lock (_lock)
            foreach (var number in _hidden.Alerts)
                if (_hidden.Find(person.Id, number) is { } severity && Find(number, person.Id) is { } routed)
                    into.Add(new(DesktopFrames.Hidden(routed.Alert.Id, severity)));
    }

    /// <summary>The values of every queue a person may see.</summary>
    internal byte[] AllMetrics(DirectoryPerson person)
    {
        lock (_lock) return _queues.All(person.Visible);
    }

    private static bool Resumes(DesktopPosition? position, FrameLog log) =>
        position is { } seen && seen.Epoch == log.Epoch && log.HoldsAfter(seen.Offset);

    // Offers what a change makes to those it is for. Frames of one commit mostly share a few sets of persons. Who comes to
    // see an alert may have hidden it when they saw it before.
    private void Publish(Func<IReadOnlyList<RoutedFrame>> change, bool joins = false)
    {
        lock (_publishing)
        {
            FrameLog log;
            DesktopOutbox[] outboxes;
            var stretches = new Dictionary<PersonSet, (long First, long Last)>();
            lock (_lock)
            {
                var made = change();
                _resets.Clear();
                foreach (var frame in made)
                    stretches[frame.Persons] = stretches.TryGetValue(frame.Persons, out var s) ? (s.First, frame.Offset) : (frame.Offset, frame.Offset);
                (log, outboxes) = (_router.Log, _outboxes);
            }

            if (stretches.Count == 0) return;
            foreach (var outbox in outboxes) Offer(outbox, log, stretches, joins);
        }
    }

    private static void Offer(DesktopOutbox outbox, FrameLog log, Dictionary<PersonSet, (long First, long Last)> stretches, bool joins)
    {
        var (first, last) = (long.MaxValue, 0L);
        foreach (var (persons, stretch) in stretches)
            if (persons.Contains(outbox.Person.Id))
                (first, last) = (Math.Min(first, stretch.First), Math.Max(last, stretch.Last));
        if (last > 0) outbox.OfferFrames(log, first - 1, last, joins);
    }
}
