using Redline.Simulator.Calls;

namespace Redline.Simulator.Generation;

/// <summary>
/// Plays a day of callers against the agents on duty, event by event. Used once, by one thread.
/// </summary>
internal sealed class ContactCentreDay
{
    private readonly CallGeneratorOptions _options;
    private readonly long _midnight;
    private readonly CallArrival[] _arrivals;
    private readonly GeneratedAgent[] _agents;
    private readonly CallRecord[] _records;
    private readonly bool[] _waiting;

    // First in, first out; who hung up is dropped when met.
    private readonly LinkedList<int>[] _lines;
    private readonly PriorityQueue<DayEvent, DayEvent> _events = new();

    // By call. Chance has a stream of its own: callers stay as they are, whether it rings or not.
    private readonly Dictionary<int, DayRinging> _ringing = [];
    private readonly SeededRandom _chance;
    private long _now;

    internal ContactCentreDay(CallGeneratorOptions options, long midnight, CallArrival[] arrivals)
    {
        _options = options;
        _midnight = midnight;
        _arrivals = arrivals;
        _agents = GeneratedAgent.AllOf(options);
        _records = new CallRecord[arrivals.Length];
        _waiting = new bool[arrivals.Length];
        _lines = [.. options.Queues.Select(_ => new LinkedList<int>())];
        var day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(midnight).UtcDateTime).DayNumber;
        _chance = new(options.Seed, day, options.Queues.Count);
    }

    private enum DayEventKind
    {
        ServiceEnded,
        DutyChanged,
        RingingEnded,
        PatienceEnded,
        CallerReady,
    }

    private bool Rings => _options.RingTime > TimeSpan.Zero || _options.UnansweredShare > 0;

    private long HalfHour => (_now - _midnight) / CallArrivals.HalfHourMilliseconds;

    /// <summary>The record of every caller, in the order of the arrivals.</summary>
    internal CallRecord[] Run()
    {
        var announcement = (long)_options.Announcement.TotalMilliseconds;
        for (var half = 0; half < CallGeneratorOptions.HalfHours; half++)
            Schedule(_midnight + (half * CallArrivals.HalfHourMilliseconds), DayEventKind.DutyChanged, half);
        for (var call = 0; call < _arrivals.Length; call++)
            Schedule(_arrivals[call].InstantMilliseconds + announcement, DayEventKind.CallerReady, call);

        while (_events.TryDequeue(out var due, out _))
        {
            _now = due.InstantMilliseconds;
            Happen(due);
        }

        return _records;
    }

    private void Happen(DayEvent due)
    {
        switch (due.Kind)
        {
            case DayEventKind.ServiceEnded:
                _agents[due.Subject].IsBusy = false;
                _agents[due.Subject].FreeSinceMilliseconds = _now;
                TakeNext(_agents[due.Subject]);
                break;
            case DayEventKind.DutyChanged:
                foreach (var agent in _agents) TakeNext(agent);
                break;
            case DayEventKind.RingingEnded when _ringing.TryGetValue(due.Subject, out var ringing) && ringing.EndsAt == _now:
                EndRinging(due.Subject, ringing);
                break;
            case DayEventKind.PatienceEnded when _waiting[due.Subject]:
                HangUp(due.Subject);
                break;
            case DayEventKind.CallerReady:
                Admit(due.Subject);
                break;
        }
    }

    private void Admit(int call)
    {
        var arrival = _arrivals[call];
        var agent = FreeAgentFor(arrival.QueueIndex);
        if (agent is not null && !Rings)
        {
            Serve(call, agent);
            return;
        }

        _waiting[call] = true;
        _records[call] = Record(call, CallOutcome.Abandoned) with { QueuedMilliseconds = _now };
        Schedule(_now + arrival.PatienceMilliseconds, DayEventKind.PatienceEnded, call);
        if (agent is null) _lines[arrival.QueueIndex].AddLast(call);
        else Ring(call, agent);
    }

    // The caller waits on while it rings; nobody else is offered the call.
    private void Ring(int call, GeneratedAgent agent)
    {
        var isAnswered = _chance.NextUnit() > _options.UnansweredShare;
        var rings = isAnswered ? _options.RingTime : _options.AlertingTimeout;
        _lines[_arrivals[call].QueueIndex].Remove(call);
        agent.IsBusy = true;
        _ringing[call] = new(agent, _now, _now + (long)rings.TotalMilliseconds, isAnswered);
        Schedule(_ringing[call].EndsAt, DayEventKind.RingingEnded, call);
    }

    private void EndRinging(int call, DayRinging ringing)
    {
        Note(call, ringing);
        if (ringing.IsAnswered)
        {
            Serve(call, ringing.Agent);
            return;
        }

        Schedule(_now + CallGenerator.NotRespondingMilliseconds, DayEventKind.ServiceEnded, Array.IndexOf(_agents, ringing.Agent));
        var queue = _arrivals[call].QueueIndex;
        if (FreeAgentFor(queue) is { } other) Ring(call, other);
        else ReturnTo(_lines[queue], call);
    }

    // To its old place: it has waited longer than who came after it.
    private void ReturnTo(LinkedList<int> line, int call)
    {
        var later = line.First;
        while (later is not null && _records[later.Value].QueuedMilliseconds <= _records[call].QueuedMilliseconds) later = later.Next;
        if (later is null) line.AddLast(call);
        else line.AddBefore(later, call);
    }

    private void Note(int call, DayRinging ringing)
    {
        _ringing.Remove(call);
        var isAnswered = ringing.IsAnswered && ringing.EndsAt == _now;
        _records[call] = _records[call] with
        {
            Ringings = [.. _records[call].Ringings, new(ringing.Agent.Name, ringing.Since, _now, isAnswered)],
        };
    }

    private void HangUp(int call)
    {
        _waiting[call] = false;
        _records[call] = _records[call] with { LeftQueueMilliseconds = _now };
        if (!_ringing.TryGetValue(call, out var ringing)) return;
        Note(call, ringing);
        Schedule(_now, DayEventKind.ServiceEnded, Array.IndexOf(_agents, ringing.Agent));
    }

    private void Serve(int call, GeneratedAgent agent)
    {
        var end = _now + _arrivals[call].ServiceMilliseconds;
        var waited = _waiting[call];
        _records[call] = (waited ? _records[call] : Record(call, CallOutcome.Answered)) with
        {
            LeftQueueMilliseconds = waited ? _now : null,
            Outcome = CallOutcome.Answered,
            ServiceStartMilliseconds = _now,
            ServiceEndMilliseconds = end,
            Agent = agent.Name,
        };
        _waiting[call] = false;
        agent.IsBusy = true;
        Schedule(end, DayEventKind.ServiceEnded, Array.IndexOf(_agents, agent));
    }

    private CallRecord Record(int call, CallOutcome outcome)
    {
        var queue = _options.Queues[_arrivals[call].QueueIndex];
        return new CallRecord(
            queue.Name, queue.Priority, _arrivals[call].InstantMilliseconds, null, null, outcome, null, null, null);
    }

    private GeneratedAgent? FreeAgentFor(int queue)
    {
        GeneratedAgent? longestFree = null;
        foreach (var agent in _agents)
        {
            if (agent.IsBusy || !agent.IsOnDuty(HalfHour) || !agent.QueueIndices.Contains(queue)) continue;
            if (longestFree is null || agent.FreeSinceMilliseconds < longestFree.FreeSinceMilliseconds)
                longestFree = agent;
        }

        return longestFree;
    }

    private void TakeNext(GeneratedAgent agent)
    {
        if (agent.IsBusy || !agent.IsOnDuty(HalfHour)) return;
        var best = -1;
        foreach (var queue in agent.QueueIndices)
        {
            if (FirstWaitingIn(queue) is { } call && (best < 0 || GoesBefore(call, best))) best = call;
        }

        if (best < 0) return;
        if (Rings) Ring(best, agent);
        else Serve(best, agent);
    }

    private bool GoesBefore(int call, int other)
    {
        var (first, second) = (_records[call], _records[other]);
        return first.Priority != second.Priority
            ? first.Priority > second.Priority
            : first.QueuedMilliseconds < second.QueuedMilliseconds;
    }

    private int? FirstWaitingIn(int queue)
    {
        var line = _lines[queue];
        while (line.First is { } first)
        {
            if (_waiting[first.Value]) return first.Value;
            line.RemoveFirst();
        }

        return null;
    }

    private void Schedule(long instant, DayEventKind kind, int subject)
    {
        var due = new DayEvent(instant, kind, subject);
        _events.Enqueue(due, due);
    }

    /// <summary>A call rings an agent.</summary>
    private sealed record DayRinging(GeneratedAgent Agent, long Since, long EndsAt, bool IsAnswered);

    /// <summary>
    /// Subject: the agent, half hour or call it is about. Ordered in full, so that a day has one course.
    /// </summary>
    private readonly record struct DayEvent(long InstantMilliseconds, DayEventKind Kind, int Subject)
        : IComparable<DayEvent>
    {
        public int CompareTo(DayEvent other) => (InstantMilliseconds, Kind, Subject)
            .CompareTo((other.InstantMilliseconds, other.Kind, other.Subject));
    }
}
