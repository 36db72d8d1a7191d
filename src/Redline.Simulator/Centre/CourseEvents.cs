using Redline.Simulator.Calls;
using Redline.Simulator.Generation;

namespace Redline.Simulator.Centre;

/// <summary>Lays a plan out as events in order. A stretch that ends when it begins never was.</summary>
internal static class CourseEvents
{
    internal static CourseEvent[] Of(CentrePlan plan, IReadOnlyList<string> agents)
    {
        var events = new List<CourseEvent>();
        var numbers = agents.Index().ToDictionary(a => a.Item, a => a.Index, StringComparer.Ordinal);
        for (var call = 0; call < plan.Calls.Count; call++) AddCall(events, plan.Calls[call], call, numbers);
        foreach (var shift in plan.Shifts)
        {
            if (shift.FromMilliseconds >= shift.ToMilliseconds) continue;
            events.Add(new(shift.FromMilliseconds, CourseEventKind.ShiftBegan, numbers[shift.Agent]));
            events.Add(new(shift.ToMilliseconds, CourseEventKind.ShiftEnded, numbers[shift.Agent]));
        }

        var all = events.ToArray();
        Array.Sort(all);
        return all;
    }

    private static void AddCall(List<CourseEvent> events, CallRecord call, int number, Dictionary<string, int> agents)
    {
        AddStretch(events, call.QueuedMilliseconds, call.LeftQueueMilliseconds, CourseEventKind.Queued, CourseEventKind.LeftQueue, number);
        AddStretch(events, call.ServiceStartMilliseconds, call.ServiceEndMilliseconds, CourseEventKind.ServiceBegan, CourseEventKind.ServiceEnded, number);
        for (var ringing = 0; ringing < call.Ringings.Count; ringing++)
        {
            var ring = call.Ringings[ringing];
            AddStretch(events, ring.StartMilliseconds, ring.EndMilliseconds, CourseEventKind.RingingBegan, CourseEventKind.RingingEnded, number, ringing);
            if (!ring.IsAnswered) events.Add(new(ring.EndMilliseconds + CallGenerator.NotRespondingMilliseconds, CourseEventKind.CameBack, agents[ring.Agent]));
        }
    }

    private static void AddStretch(
        List<CourseEvent> events, long? from, long? to, CourseEventKind begins, CourseEventKind ends, int number, int ringing = 0)
    {
        if (from is not { } start || to is not { } end || start >= end) return;
        events.Add(new(start, begins, number, ringing));
        events.Add(new(end, ends, number, ringing));
    }
}
