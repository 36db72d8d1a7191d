using System.Globalization;
using Redline.Simulator.Http;

namespace Redline.Simulator.Centre;

/// <summary>
/// A load instead of a day: so many queues, each of which changes once every interval, one after the other. A caller
/// comes and is served in turn, so that counts and the oldest wait change each time; without an end.
/// </summary>
internal sealed class LoadCourse : ICentreCourse
{
    private readonly CentreQueue[] _queues;
    private readonly CentreCall?[] _callers;
    private readonly long _start;
    private readonly long _interval;
    private long _step;

    internal LoadCourse(ContactCentre centre, int queues, TimeSpan interval, long now)
    {
        _queues = [.. Enumerable.Range(1, queues).Select(n => centre.AddQueue(string.Create(CultureInfo.InvariantCulture, $"Load {n:00000}"), null, now))];
        _callers = new CentreCall?[queues];
        (_start, _interval) = (now, (long)interval.TotalMilliseconds);
    }

    // Spread over the interval to the millisecond.
    public long NextInstant => _start + (_step / _queues.Length * _interval) + (_step % _queues.Length * _interval / _queues.Length);

    public void Step(ContactCentre centre)
    {
        var now = NextInstant;
        do
        {
            var index = (int)(_step % _queues.Length);
            Change(index, now);
            centre.Touch(_queues[index]);
            _step++;
        }
        while (NextInstant == now);
    }

    private void Change(int index, long now)
    {
        var queue = _queues[index];
        if (_callers[index] is { } waiting)
        {
            queue.BringBack(waiting);
            queue.Waiting.Remove(waiting.WaitingSince, waiting);
            queue.HalfHourAt(now).Answer(now - waiting.WaitingSince);
            _callers[index] = null;
            return;
        }

        var call = new CentreCall((int)(_step & int.MaxValue), WireText.IdOf("conversation", $"load {_step}"), 0) { WaitingSince = now };
        queue.Waiting.Add(now, call);
        queue.HalfHourAt(now).Offered++;
        _callers[index] = call;
    }
}
