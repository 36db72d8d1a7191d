namespace Redline.Engine.Flows;

/// <summary>The words of flows: kinds of nodes, their outcomes, and what an outcome without an edge counts as.</summary>
public static class FlowWords
{
    /// <summary>Where an edge leads that ends the execution.</summary>
    public const string End = "end";

    /// <summary>The outcome of what simply happens.</summary>
    public const string Done = "done";

    /// <summary>The outcomes of an effect.</summary>
    public const string Ok = "ok", Failed = "failed";

    /// <summary>The outcomes of a decision.</summary>
    public const string Yes = "yes", No = "no", Unknown = "unknown";

    /// <summary>The outcomes of a wait.</summary>
    public const string Elapsed = "elapsed", Acknowledged = "acknowledged", Resolved = "resolved";

    /// <summary>The outcomes of a question for a person's presence, beside <see cref="Unknown"/>.</summary>
    public const string Online = "online", Away = "away", Offline = "offline";

    /// <summary>The outcome of telling people of whom none could be told.</summary>
    public const string Nobody = "nobody";

    /// <summary>The kinds of nodes there are.</summary>
    public static readonly IReadOnlyList<string> Types =
        ["decision", "httpRequest", "notify", "wait", "presence", "setData", "architectFlow", "end"];

    /// <summary>The kinds that are part of the design and not of this version.</summary>
    internal static readonly string[] LaterTypes = ["sms", "email", "chat"];

    /// <summary>The kind of a node, as it is written.</summary>
    public static string TypeOf(FlowNode node) => node switch
    {
        DecisionNode => "decision",
        HttpRequestNode => "httpRequest",
        NotifyNode => "notify",
        WaitNode => "wait",
        PresenceNode => "presence",
        SetDataNode => "setData",
        ArchitectFlowNode => "architectFlow",
        EndNode => "end",
        _ => throw new InvalidOperationException($"{node.GetType().Name} has no word"),
    };

    /// <summary>The outcomes a node may have, those that need an edge first.</summary>
    public static IReadOnlyList<string> OutcomesOf(FlowNode node) => [.. RequiredOf(node), .. OptionalOf(node)];

    /// <summary>The outcomes that must have an edge.</summary>
    public static IReadOnlyList<string> RequiredOf(FlowNode node) => node switch
    {
        DecisionNode => [Yes, No],
        HttpRequestNode or ArchitectFlowNode => [Ok, Failed],
        NotifyNode or SetDataNode => [Done],
        PresenceNode => [Online, Offline],
        WaitNode wait => [Elapsed, .. wait.UntilAcknowledged ? (string[])[Acknowledged] : [], .. wait.UntilResolved ? (string[])[Resolved] : []],
        _ => [],
    };

    /// <summary>What an outcome counts as when it has no edge of its own; null: it must have one.</summary>
    internal static string? OtherwiseOf(FlowNode node, string outcome) => (node, outcome) switch
    {
        (DecisionNode, Unknown) => No,
        (PresenceNode, Away or Unknown) => Offline,
        (NotifyNode, Nobody) => Done,
        _ => null,
    };

    private static string[] OptionalOf(FlowNode node) => node switch
    {
        DecisionNode => [Unknown],
        PresenceNode => [Away, Unknown],
        NotifyNode => [Nobody],
        _ => [],
    };
}
