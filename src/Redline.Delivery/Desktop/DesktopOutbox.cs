using Redline.Delivery.People;
using Redline.Delivery.Routing;

namespace Redline.Delivery.Desktop;

/// <summary>
/// What waits for one desktop, bounded whatever the desktop does: answers by number, numbered frames as a stretch of the
/// shared log (of each alert only the last is sent), values of queues as the newest. A desktop that falls out of the log
/// gets the whole state instead. Any thread may offer; one at a time takes.
/// </summary>
public sealed class DesktopOutbox
{
    // A desktop this far behind hears every step of an alert; one further behind only where each has got to.
    private const int FewFrames = 64;

    private readonly Lock _lock = new();
    private readonly List<byte[]> _answers = [];
    private readonly int _maxAnswers;
    private readonly DesktopFanOut _fanOut;
    private byte[]? _hello;
    private FrameLog? _log;
    private long _after;
    private long _upTo;
    private byte[]? _metrics;
    private bool _needsReset;
    private bool _needsHidden;
    private bool _needsMetrics;

    internal DesktopOutbox(DesktopFanOut fanOut, DirectoryPerson person, int maxAnswers, Action ready)
    {
        _fanOut = fanOut;
        Person = person;
        _maxAnswers = maxAnswers;
        Ready = ready;
    }

    /// <summary>Whose desktop it is, as the directory last knew them.</summary>
    public DirectoryPerson Person { get; internal set; }

    /// <summary>Whether it began with what it had missed; else with the whole state.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>More waited for this desktop alone than it may; it does not read and is to be cut off.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Called after something was offered; must return at once. Any thread.</summary>
    internal Action Ready { get; }

    /// <summary>Adds a frame that is this desktop's alone; false: too many wait already, the desktop does not read.</summary>
    public bool Answer(byte[] frame)
    {
        lock (_lock)
        {
            if (_answers.Count >= _maxAnswers)
            {
                IsOverfull = true;
                return false;
            }

            _answers.Add(frame);
        }

        Ready();
        return true;
    }

    /// <summary>
    /// Moves what waits into a list, in the order it is to be sent: the whole state or the frames since the last time,
    /// then values of queues, then answers, so that an answer follows what it was about. Nothing is added when nothing
    /// waits.
    /// </summary>
    public void Take(List<OutgoingFrame> into)
    {
        FrameLog? log;
        long after, upTo;
        byte[]? hello, metrics;
        byte[][] answers;
        bool needsReset, needsHidden, needsMetrics;
        lock (_lock)
        {
            answers = _answers.Count == 0 ? [] : [.. _answers];
            _answers.Clear();
            (hello, log, after, upTo, metrics) = (_hello, _log, _after, _upTo, _metrics);
            (needsReset, needsHidden, needsMetrics) = (_needsReset, _needsHidden, _needsMetrics);
            (_hello, _metrics, _needsReset, _needsHidden, _needsMetrics) = (null, null, false, false, false);
            _after = _upTo;
        }

        if (hello is not null) into.Add(new(hello));
        if (needsReset || !TakeFrames(log, after, upTo, needsHidden ? 1 : FewFrames, into)) TakeReset(into);
        else if (needsHidden) _fanOut.AddHidden(Person, into);
        if (needsMetrics) into.Add(new(_fanOut.AllMetrics(Person)));
        else if (metrics is not null) into.Add(new(metrics));
        foreach (var answer in answers) into.Add(new(answer));
    }

    /// <summary>Moves only what is this desktop's alone into a list: the session ends, and more is not for it.</summary>
    public void TakeAnswers(List<OutgoingFrame> into)
    {
        lock (_lock)
        {
            foreach (var answer in _answers) into.Add(new(answer));
            _answers.Clear();
        }
    }

    /// <summary>Puts in what a desktop hears first: hello, then what it missed since an offset, or the whole state.</summary>
    internal void Begin(byte[] hello, FrameLog log, long? resumeAfter)
    {
        (_hello, _needsMetrics, IsResumed) = (hello, true, resumeAfter is not null);
        (_needsReset, _needsHidden) = (resumeAfter is null, resumeAfter is not null);
        (_log, _after, _upTo) = (log, resumeAfter ?? log.Last, log.Last);
    }

    /// <summary>Frames of a log after one offset up to another wait; and what is hidden of what they show, if asked for.</summary>
    internal void OfferFrames(FrameLog log, long after, long upTo, bool needsHidden)
    {
        lock (_lock)
        {
            _needsHidden |= needsHidden;
            // Frames of an epoch whose reset has not been taken yet, or is being taken now without them.
            if (!ReferenceEquals(_log, log)) _needsReset = true;
            else
            {
                // Nothing waits: what lies between was not for this person and need not be looked through.
                if (_after == _upTo) _after = Math.Max(_after, after);
                _upTo = Math.Max(_upTo, upTo);
            }
        }

        Ready();
    }

    internal void OfferReset()
    {
        lock (_lock) _needsReset = true;
        Ready();
    }

    internal void OfferMetrics(byte[] changed)
    {
        lock (_lock)
        {
            // What changed is told once: who has not taken the last ones needs them all.
            if (_metrics is not null) (_metrics, _needsMetrics) = (null, true);
            else if (!_needsMetrics) _metrics = changed;
        }

        Ready();
    }

    internal void NeedMetrics()
    {
        lock (_lock) (_metrics, _needsMetrics) = (null, true);
        Ready();
    }

    private bool TakeFrames(FrameLog? log, long after, long upTo, int few, List<OutgoingFrame> into)
    {
        if (log is null || after == upTo) return true;

        // Most of the time one frame waits for everybody, and for that nothing is allocated.
        if (upTo - after == 1)
        {
            if (log.Find(upTo) is not { } single) return false;
            if (single.Persons.Contains(Person.Id)) into.Add(new(single.Bytes, single));
            return true;
        }

        var frames = new List<RoutedFrame>((int)Math.Min(upTo - after, 64));
        if (!log.TryRead(after, upTo, Person.Id, few, frames)) return false;
        foreach (var frame in frames) into.Add(new(frame.Bytes, frame));
        return true;
    }

    private void TakeReset(List<OutgoingFrame> into)
    {
        var (log, offset) = _fanOut.AddReset(Person, into);
        lock (_lock)
        {
            // Frames offered meanwhile are in it, as far as it goes.
            if (!ReferenceEquals(_log, log)) (_log, _upTo) = (log, offset);
            _after = offset;
            _upTo = Math.Max(_upTo, offset);
        }
    }
}
