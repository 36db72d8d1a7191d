using Redline.Engine.Audiences;
using Redline.Engine.Messages;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;
using Redline.Engine.Silences;
using Redline.Engine.Sources;
using Redline.Engine.Streams;

namespace Redline.Engine.Tests.Laws;

/// <summary>One thing that happens in a generated story. A closed set; each prints as a line one can read.</summary>
internal abstract record Step;

/// <summary>Time passes; what follows is of a later pass.</summary>
internal sealed record Wait(long Milliseconds) : Step
{
    public override string ToString() => $"wait {Milliseconds} ms";
}

/// <summary>An observation arrives. Ages are milliseconds before now; null: not carried.</summary>
internal sealed record Observe(
    string Queue, string? Media, string? Name, long Late, int? Waiting, long? WaitAge, bool NoneWaits, int? Agents, int? Ringing = null, int? Offered = null) : Step
{
    public Observation At(Instant now)
    {
        var observed = now.Plus(-Late);
        var observation = new Observation
        {
            SourceId = "acd",
            QueueId = Queue,
            QueueName = Name,
            MediaType = Media,
            ObservedAt = observed,
        };
        if (Waiting is { } waiting) observation.Set(Metric.WaitingCount, waiting);
        if (NoneWaits) observation.SetSince(Metric.WaitTimeSeconds, null);
        else if (WaitAge is { } age) observation.SetSince(Metric.WaitTimeSeconds, observed.Plus(-age));
        if (Offered is { } offered && Media is not null) observation.Set(Metric.OfferedCount, offered);
        if (Ringing is { } ringing) observation.Set(Metric.RingingCount, ringing);
        if (Agents is { } agents) observation.Set(Metric.AgentsOnQueue, agents);
        return observation;
    }
}

/// <summary>The source says that it is there.</summary>
internal sealed record Heartbeat : Step;

/// <summary>The source is said to be blind, in some queues or wholly, or well.</summary>
internal sealed record Report(BlindCause? Cause, string? Queue) : Step;

/// <summary>A queue is no more at its source.</summary>
internal sealed record Gone(string Queue) : Step;

/// <summary>The time a restart is given is over.</summary>
internal sealed record WarmingEnds : Step;

/// <summary>A stream is defined or changed.</summary>
internal sealed record Define(StreamDefinition Definition) : Step
{
    public override string ToString() => $"define {StreamDefinitionWriter.ToJson(Definition)}";
}

/// <summary>A queue set or parameter is defined or changed.</summary>
internal sealed record Name(EngineInput Input) : Step
{
    public override string ToString() => Input switch
    {
        DefineQueueSet set => $"set {QueueSetWriter.ToJson(set.Definition)}",
        DefineParameter parameter => $"parameter {ParameterWriter.ToJson(parameter.Definition)}",
        _ => $"{Input}",
    };
}

/// <summary>A stream is deleted.</summary>
internal sealed record Delete(string StreamId) : Step;

/// <summary>A person takes an alert, which may not exist.</summary>
internal sealed record Acknowledge(long Number, string Person, string? Note, bool TakeOver) : Step;

/// <summary>A person gives an alert back, perhaps another's.</summary>
internal sealed record Withdraw(long Number, string Person, bool OfOthers) : Step;
/// <summary>A message is sent.</summary>
internal sealed record Send(long LifeMilliseconds) : Step
{
    public SendMessage Input => new(Audience.All, MessageSeverity.Warning, "a title", "a text", null, LifeMilliseconds, "key:crm");
}

/// <summary>A silence is set, or set anew if there is one of that number.</summary>
internal sealed record Silence(long? Number, SilenceDraft Draft) : Step;

/// <summary>A silence is ended, which may not exist.</summary>
internal sealed record Unsilence(long Number) : Step;

/// <summary>The server is restarted, with or without keeping the last values.</summary>
internal sealed record Restart(bool Keeps) : Step;
