using Redline.Delivery.Desktop;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Engine.Messages;
using Redline.Engine.Queues;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.Delivery.Routing;

/// <summary>
/// Turns what is committed into numbered frames for people, and keeps the open alerts they are shown. Follows the
/// directory while an alert is open: whoever joins its audience gets the alert, whoever leaves a <c>withdrawn</c>. Knows
/// no socket. Not safe for use by several threads, but for <see cref="Log"/>.
/// </summary>
public sealed class AlertRouter
{
    /// <summary>How many frames are held unless said otherwise (design section 8).</summary>
    public const int DefaultFrames = 10_000;

    private readonly int _frames;
    private readonly SortedDictionary<long, RoutedAlert> _open = [];
    private readonly SortedDictionary<long, RoutedMessage> _messages = [];
    private readonly List<RoutedFrame> _new = [];
    private Instant _now = Instant.Beginning;
    private readonly AudienceTable _audiences = new();
    private readonly BlindBoard _blind;

    /// <summary>A router that knows nothing yet.</summary>
    /// <param name="frames">How many frames are held for those who come back.</param>
    public AlertRouter(int frames = DefaultFrames)
    {
        _frames = frames;
        _blind = new(_audiences);
        Log = new("", frames);
    }

    /// <summary>The frames of this epoch; another one after <see cref="Restore"/>.</summary>
    public FrameLog Log { get; private set; }

    /// <summary>The open alerts people are shown, oldest first.</summary>
    public IReadOnlyCollection<RoutedAlert> Open => _open.Values;

    /// <summary>The messages that have not expired, oldest first.</summary>
    public IReadOnlyCollection<RoutedMessage> Messages => _messages.Values;

    /// <summary>What is not seen, as each group of people is shown it.</summary>
    public IEnumerable<RoutedBlind> Blind => _blind.Open;

    /// <summary>Who exists.</summary>
    public PeopleDirectory Directory => _audiences.Directory;

    /// <summary>An open alert that people are shown; null: there is none of that number.</summary>
    public RoutedAlert? Find(long number) => _open.GetValueOrDefault(number);

    /// <summary>Begins anew from a committed state; what was shown before is void and a reset must follow.</summary>
    /// <param name="committed">The committed state.</param>
    /// <param name="epoch">Random: the numbering begins anew.</param>
    public void Restore(DurableState committed, string epoch)
    {
        _open.Clear();
        foreach (var alert in committed.OpenAlerts)
            if (IsTold(alert, committed, out var stream))
                _open.Add(alert.Number, Shown(alert, stream));
        _messages.Clear();
        foreach (var (number, message) in committed.Messages.Open) _messages.Add(number, new(message, _audiences.Of(message.Audience)));
        _blind.Restore(committed);
        Log = new(epoch, _frames);
    }

    /// <summary>The frames of a committed batch, in order; valid until the next call of any member.</summary>
    public IReadOnlyList<RoutedFrame> Route(CommittedBatch batch, DurableState after)
    {
        _new.Clear();
        foreach (var (e, alert) in batch.Events)
        {
            var changed = e switch
            {
                AlertLevelChanged { IsDamped: true } or FlappingBegan or FlappingEnded => Keep(alert, after),
                AlertTriggered or AlertTold or AlertLevelChanged or AlertAcknowledged or AcknowledgementWithdrawn => Upsert(alert!, after),
                AlertResolved resolved => Resolve(resolved),
                StreamDefined defined => Rename(defined.Definition),
                _ => null,
            };
            if (changed is not null) Tell(changed, changed.Persons);
            if (e is MessageSent sent) Tell(_messages[sent.Number] = new(Message.Of(sent), _audiences.Of(sent.Audience)));
            if (e is SourceEvent seen) Tell(_blind.Take(seen, after));
            if (e is MessageExpired expired) _messages.Remove(expired.Number);
        }

        return _new;
    }

    /// <summary>The frames a changed directory makes: alerts to who joined, <c>withdrawn</c> to who left.</summary>
    public IReadOnlyList<RoutedFrame> Follow(PeopleDirectory directory)
    {
        _new.Clear();
        if (!_audiences.Take(directory)) return _new;
        FollowAudiences(_ => true);
        FollowMessages();
        Tell(_blind.Follow(_now));
        return _new;
    }

    /// <summary>The same for queues whose division became known, or is another one; and what of them is not seen.</summary>
    public IReadOnlyList<RoutedFrame> Follow(IReadOnlyList<QueueView> queues, Instant now)
    {
        _new.Clear();
        _now = now;
        HashSet<string>? moved = null;
        foreach (var queue in queues)
            if (_audiences.Take(queue.QueueId, queue.DivisionId))
                (moved ??= new(StringComparer.Ordinal)).Add(queue.QueueId);
        if (moved is not null) FollowAudiences(moved.Contains);
        Tell(_blind.Take(queues, now));
        if (moved is not null) Tell(_blind.Follow(now));
        return _new;
    }

    private void FollowAudiences(Func<string, bool> concerns)
    {
        foreach (var (number, routed) in _open.Where(p => concerns(p.Value.Alert.Fingerprint.QueueId)).ToArray())
        {
            var now = _audiences.Of(routed.Alert.Fingerprint.QueueId);
            if (now.SetEquals(routed.Persons)) continue;
            var shown = _open[number] = routed with { Persons = now };
            if (now.Without(routed.Persons) is { Count: > 0 } joined) Tell(shown, joined);
            if (routed.Persons.Without(now) is { Count: > 0 } left) Withdraw(shown, left);
        }
    }

    // Who is no longer meant has read it already; it is not taken back.
    private void FollowMessages()
    {
        foreach (var (number, routed) in _messages.ToArray())
        {
            var now = _audiences.Of(routed.Message.Audience);
            _messages[number] = routed with { Persons = now };
            if (now.Without(routed.Persons) is { Count: > 0 } joined) Tell(routed with { Persons = joined });
        }
    }

    private void Tell(RoutedMessage message)
    {
        var offset = Log.Last + 1;
        Add(new(offset, message.Subject, 0, message.Persons, DesktopFrames.Message(offset, message)));
    }

    private void Tell(IReadOnlyList<RoutedBlind> shown)
    {
        foreach (var blind in shown)
        {
            var offset = Log.Last + 1;
            Add(new(offset, blind.Subject, 0, blind.Persons, DesktopFrames.Blind(offset, blind)));
        }
    }

    private void Tell(RoutedAlert alert, PersonSet persons)
    {
        var offset = Log.Last + 1;
        var revision = alert.ResolvedAt is null ? alert.Revision : 0;
        Add(new(offset, alert.Subject, revision, persons, DesktopFrames.Alert(offset, alert)));
    }

    private void Withdraw(RoutedAlert alert, PersonSet persons)
    {
        var offset = Log.Last + 1;
        Add(new(offset, alert.Subject, 0, persons, DesktopFrames.Withdrawn(offset, alert.Alert.Id)));
    }

    private void Add(RoutedFrame frame)
    {
        Log.Add(frame);
        _new.Add(frame);
    }

    private RoutedAlert? Upsert(Alert alert, DurableState after) =>
        IsTold(alert, after, out var stream) ? _open[alert.Number] = Shown(alert, stream) : null;

    // What people are not told of now shows with the next frame of the alert, and in every reset.
    private RoutedAlert? Keep(Alert? alert, DurableState after)
    {
        if (alert is not null) Upsert(alert, after);
        return null;
    }

    private RoutedAlert Shown(Alert alert, StreamDefinition stream) =>
        new(alert, stream.Name, stream.Priority, _audiences.Of(alert.Fingerprint.QueueId))
        {
            Presentation = stream.Presentation,
            OwnerName = alert.Acknowledgement is { PersonId: var owner } ? Directory.Find(owner)?.Name ?? owner : null,
        };

    private RoutedAlert? Resolve(AlertResolved resolved) => _open.Remove(resolved.Number, out var last)
        ? last with { ResolvedAt = resolved.At, ResolvedReason = resolved.Reason }
        : null;

    // A new name or presentation shows with the next frame of the alert, and in every reset.
    private RoutedAlert? Rename(StreamDefinition stream)
    {
        foreach (var (number, routed) in _open.Where(p => p.Value.Alert.Fingerprint.StreamId == stream.Id).ToArray())
            _open[number] = routed with { StreamName = stream.Name, Priority = stream.Priority, Presentation = stream.Presentation };
        return null;
    }

    // Whether people are told is decided by the engine and stays so. What an older version triggered did not say it: then
    // the stream does.
    private static bool IsTold(Alert alert, DurableState state, out StreamDefinition stream)
    {
        stream = state.Streams.GetValueOrDefault(alert.Fingerprint.StreamId)?.Definition!;
        return stream is not null && alert.IsTold && (alert.ToldAt is not null || stream.NobodyIsTold == SuppressionReason.None);
    }
}
