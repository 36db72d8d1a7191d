using Redline.Engine.Audiences;

namespace Redline.Engine.Flows;

/// <summary>What a flow does when a storm is told as one incident.</summary>
public enum StormMode
{
    /// <summary>One execution for the incident.</summary>
    Incident,

    /// <summary>One execution for each alert.</summary>
    Each,
}

/// <summary>
/// What an operator wrote: a graph of steps that an alert, or a call from outside, sets going (design section 9).
/// Immutable and valid; <see cref="FlowDefinitionReader"/> makes it from JSON, <see cref="FlowDefinitionWriter"/> spells
/// it canonically.
/// </summary>
public sealed record FlowDefinition
{
    /// <summary>The flow's name, unique in its organization: letters, digits and <c>_ - .</c>, 1 to 100.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; null: not said.</summary>
    public string? Description { get; init; }

    /// <summary>For how long after an execution for a queue began no other begins for that queue. Default 0: not at all.</summary>
    public long CooldownMilliseconds { get; init; }

    /// <summary>What it does in a storm. Alerts are not told as incidents yet, so that both start one execution for each alert.</summary>
    public StormMode StormMode { get; init; } = StormMode.Incident;

    /// <summary>Data that a start from outside may bring, by name.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The steps; the first is where an execution begins.</summary>
    public required IReadOnlyList<FlowNode> Nodes { get; init; }

    /// <summary>The node of an id; null: none, and for <see cref="FlowWords.End"/> where no node has that id.</summary>
    public FlowNode? Find(string id)
    {
        foreach (var node in Nodes)
            if (node.Id == id)
                return node;
        return null;
    }
}

/// <summary>A step of a flow. A closed set; immutable.</summary>
/// <param name="Id">Unique in its flow.</param>
/// <param name="Next">Where each outcome leads: the id of a node, or <see cref="FlowWords.End"/>.</param>
public abstract record FlowNode(string Id, IReadOnlyDictionary<string, string> Next)
{
    /// <summary>Where an outcome leads: that edge, else the one of the outcome it counts as.</summary>
    public string After(string outcome)
    {
        if (Next.TryGetValue(outcome, out var next)) return next;
        return FlowWords.OtherwiseOf(this, outcome) is { } other ? After(other) : FlowWords.End;
    }
}

/// <summary>Asks whether an expression is true: <c>yes</c>, <c>no</c>, or <c>unknown</c>, which counts as <c>no</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="Expression">What is asked.</param>
public sealed record DecisionNode(string Id, IReadOnlyDictionary<string, string> Next, FlowExpression Expression) : FlowNode(Id, Next);

/// <summary>Makes a request: <c>ok</c> or <c>failed</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="Request">What is asked for.</param>
public sealed record HttpRequestNode(string Id, IReadOnlyDictionary<string, string> Next, FlowRequest Request) : FlowNode(Id, Next);

/// <summary>Starts a workflow of the platform: <c>ok</c> or <c>failed</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="FlowId">The workflow's id.</param>
/// <param name="Input">What it is given, by name.</param>
public sealed record ArchitectFlowNode(
    string Id, IReadOnlyDictionary<string, string> Next, string FlowId, IReadOnlyList<FlowField> Input) : FlowNode(Id, Next);

/// <summary>Tells people: <c>done</c>, or <c>nobody</c> when nobody could be told, which counts as <c>done</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="Audience">Whom; null: who may see the queue.</param>
/// <param name="Renotify">Whether also those who were told of the alert already.</param>
/// <param name="Title">What it is about; null: the alert itself is shown.</param>
/// <param name="Text">What it says; null exactly when <paramref name="Title"/> is.</param>
public sealed record NotifyNode(
    string Id, IReadOnlyDictionary<string, string> Next, Audience? Audience, bool Renotify, FlowTemplate? Title, FlowTemplate? Text)
    : FlowNode(Id, Next);

/// <summary>Waits: <c>elapsed</c>, or sooner <c>acknowledged</c> or <c>resolved</c>, each if it waits for that.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="Milliseconds">How long at most.</param>
/// <param name="UntilAcknowledged">Whether somebody taking the alert ends it.</param>
/// <param name="UntilResolved">Whether the end of the alert ends it.</param>
public sealed record WaitNode(
    string Id, IReadOnlyDictionary<string, string> Next, long Milliseconds, bool UntilAcknowledged, bool UntilResolved) : FlowNode(Id, Next);

/// <summary>
/// Asks how a person can be reached and keeps it as <c>person.onlineState</c>: <c>online</c>, <c>away</c> (counts as
/// <c>offline</c>), <c>offline</c>, or <c>unknown</c> (counts as <c>offline</c>).
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="Person">The person's id.</param>
public sealed record PresenceNode(string Id, IReadOnlyDictionary<string, string> Next, FlowTemplate Person) : FlowNode(Id, Next);

/// <summary>Sets data: <c>done</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Next">Its edges.</param>
/// <param name="Data">What is set, in order; what has no value is removed.</param>
public sealed record SetDataNode(string Id, IReadOnlyDictionary<string, string> Next, IReadOnlyList<FlowField> Data) : FlowNode(Id, Next);

/// <summary>Ends the execution.</summary>
/// <param name="Id">Its id.</param>
public sealed record EndNode(string Id) : FlowNode(Id, new Dictionary<string, string>());

/// <summary>A name and what it gets: a number, or a template.</summary>
/// <param name="Name">The name.</param>
/// <param name="Number">The number; null: it is a template.</param>
/// <param name="Template">The template; null: it is a number.</param>
public sealed record FlowField(string Name, double? Number, FlowTemplate? Template);

/// <summary>What a request node asks for. Immutable; holds names of secrets, never a secret.</summary>
/// <param name="Method">GET, HEAD, POST, PUT, PATCH or DELETE.</param>
/// <param name="Url">An absolute address, or a path from <c>/</c>, which is one of this server.</param>
public sealed record FlowRequest(string Method, FlowTemplate Url)
{
    /// <summary>Further headers; a value may end in <c>secret:name</c>.</summary>
    public IReadOnlyList<FlowField> Headers { get; init; } = [];

    /// <summary>The body as JSON whose texts are templates; null: none.</summary>
    public string? Body { get; init; }

    /// <summary>The name of the secret it is signed with; null: it is not.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>How long one attempt may take, in milliseconds of wall time.</summary>
    public long TimeoutMilliseconds { get; init; } = 10_000;

    /// <summary>How long it may take altogether, in milliseconds of wall time.</summary>
    public long OverallTimeoutMilliseconds { get; init; } = 120_000;

    /// <summary>Attempts altogether.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The pause after the first attempt, in milliseconds of wall time.</summary>
    public long DelayMilliseconds { get; init; } = 1_000;

    /// <summary>Data read off the answer: the name of each and where it stands, <c>$.customer.tier</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Answer { get; init; } = [];
}
