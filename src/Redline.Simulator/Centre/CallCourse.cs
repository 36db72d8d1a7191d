using Redline.Simulator.Calls;
using Redline.Simulator.Http;

namespace Redline.Simulator.Centre;

/// <summary>Lets the calls and shifts of a plan happen.</summary>
internal sealed class CallCourse : ICentreCourse
{
    private readonly IReadOnlyList<CallRecord> _records;
    private readonly CourseEvent[] _events;
    private readonly CentreUser[] _agents;
    private readonly CentreQueue[] _queues;
    private readonly Dictionary<int, CentreCall> _calls = [];
    private readonly Dictionary<string, CentreUser> _byName = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Puts the plan's queues and agents into the centre; nothing has happened yet.</summary>
    internal CallCourse(CentrePlan plan, ContactCentre centre, long now)
    {
        _records = plan.Calls;
        var names = plan.Calls.Select(c => c.Queue).Concat(plan.QuietQueues).Concat(plan.Agents.Values.SelectMany(q => q));
        var queues = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ToDictionary(name => name, name => centre.AddQueue(name, null, now), StringComparer.Ordinal);
        _queues = [.. plan.Calls.Select(c => queues[c.Queue])];

        var agents = plan.Agents.Keys.Concat(plan.Shifts.Select(s => s.Agent)).Concat(plan.Calls.SelectMany(c => c.Ringings.Select(r => r.Agent)))
            .Distinct(StringComparer.Ordinal).ToList();
        _agents = [.. agents.Select(name => AddAgent(centre, name))];
        for (var i = 0; i < _agents.Length; i++)
        {
            _byName[agents[i]] = _agents[i];
            foreach (var queue in plan.Agents.GetValueOrDefault(agents[i], [])) ContactCentre.AddMember(queues[queue], _agents[i], hasJoined: true);
        }

        _events = CourseEvents.Of(plan, agents);
    }

    public long NextInstant => _next < _events.Length ? _events[_next].Instant : long.MaxValue;

    public void Step(ContactCentre centre)
    {
        var instant = NextInstant;
        while (_next < _events.Length && _events[_next].Instant == instant) Happen(_events[_next++], centre);
    }

    private static CentreUser AddAgent(ContactCentre centre, string name)
    {
        var address = new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '.')]);
        return centre.AddUser(name, $"{address}@example.com", centre.Organization.AgentGrant);
    }

    private void Happen(CourseEvent happening, ContactCentre centre)
    {
        switch (happening.Kind)
        {
            case CourseEventKind.ShiftBegan:
                centre.SetPresence(_agents[happening.Subject], PresenceDefinition.OnQueue, null, happening.Instant);
                break;
            case CourseEventKind.ShiftEnded:
                centre.SetPresence(_agents[happening.Subject], PresenceDefinition.Offline, null, happening.Instant);
                break;
            case CourseEventKind.CameBack:
                var back = _agents[happening.Subject];
                if (!back.DidNotRespond) break;
                back.DidNotRespond = false;
                centre.Settle(back, happening.Instant);
                break;
            default:
                HappenToCall(happening, centre);
                centre.Touch(_queues[happening.Subject]);
                break;
        }
    }

    private void HappenToCall(CourseEvent happening, ContactCentre centre)
    {
        var (record, queue, call) = (_records[happening.Subject], _queues[happening.Subject], Call(happening.Subject));
        var now = happening.Instant;
        switch (happening.Kind)
        {
            case CourseEventKind.Queued:
                call.WaitingSince = now;
                queue.Waiting.Add(now, call);
                queue.HalfHourAt(now).Offered++;
                break;
            case CourseEventKind.LeftQueue:
                queue.BringBack(call);
                queue.Waiting.Remove(call.WaitingSince, call);
                Count(queue.HalfHourAt(now), record.Outcome, now - call.WaitingSince);
                if (record.ServiceEndMilliseconds is null || record.ServiceEndMilliseconds <= now) _calls.Remove(happening.Subject);
                break;
            case CourseEventKind.RingingBegan:
                queue.BringBack(call);
                queue.Waiting.Remove(call.WaitingSince, call);
                queue.Ringing.Add(now, call);
                call.Agent = _byName[record.Ringings[happening.Ringing].Agent];
                break;
            case CourseEventKind.RingingEnded:
                EndRinging(record, record.Ringings[happening.Ringing], queue, call, centre);
                break;
            case CourseEventKind.ServiceBegan:
                BeginService(record, queue, call, centre);
                break;
            case CourseEventKind.ServiceEnded:
                EndService(record, queue, call, centre);
                if (!(record.LeftQueueMilliseconds > now)) _calls.Remove(happening.Subject);
                break;
        }
    }

    private static void EndRinging(CallRecord record, CallRinging ringing, CentreQueue queue, CentreCall call, ContactCentre centre)
    {
        queue.Ringing.Remove(ringing.StartMilliseconds, call);
        var agent = call.Agent;
        call.Agent = null;

        // Whoever hung up while it rang does not come back, and the agent is not to blame.
        if (ringing.IsAnswered || agent is null || record.LeftQueueMilliseconds <= ringing.EndMilliseconds) return;
        queue.Waiting.Add(call.WaitingSince, call);
        agent.DidNotRespond = true;
        centre.Settle(agent, ringing.EndMilliseconds);
    }

    private void BeginService(CallRecord record, CentreQueue queue, CentreCall call, ContactCentre centre)
    {
        var now = record.ServiceStartMilliseconds!.Value;
        queue.Interacting.Add(now, call);
        if (record.QueuedMilliseconds is null || record.QueuedMilliseconds == record.LeftQueueMilliseconds)
        {
            var half = queue.HalfHourAt(now);
            half.Offered++;
            half.Answer(0);
        }

        if (record.Agent is null || !_byName.TryGetValue(record.Agent, out var agent)) return;
        call.Agent = agent;
        agent.Serving++;
        agent.DidNotRespond = false;
        centre.Settle(agent, now);
    }

    private void EndService(CallRecord record, CentreQueue queue, CentreCall call, ContactCentre centre)
    {
        var (from, to) = (record.ServiceStartMilliseconds!.Value, record.ServiceEndMilliseconds!.Value);
        queue.Interacting.Remove(from, call);
        queue.HalfHourAt(to).Handled.Add(to - from);
        if (record.Agent is null || !_byName.TryGetValue(record.Agent, out var agent)) return;
        agent.Serving--;
        centre.Settle(agent, to);
    }

    private static void Count(HalfHour half, CallOutcome outcome, long waited)
    {
        if (outcome == CallOutcome.Answered) half.Answer(waited);
        else half.Abandon(waited);
    }

    private CentreCall Call(int number)
    {
        if (!_calls.TryGetValue(number, out var call))
            _calls[number] = call = new(number, WireText.IdOf("conversation", $"{number} {_records[number].ArrivedMilliseconds}"), _records[number].Priority);
        return call;
    }
}
