using Redline.Delivery.Flows;
using Redline.Engine.Flows;
using Redline.Server.Http;

namespace Redline.Server.Flows;

/// <summary>Which executions a request asks for.</summary>
/// <param name="State">RUNNING, ENDED, COMPLETED or FAILED; empty: all.</param>
/// <param name="Ended">Which of those that ended.</param>
internal sealed record ExecutionQuery(string State, ExecutionFilter Ended)
{
    /// <summary>The states, as schemas name them.</summary>
    public const string States = """{"type":"string","enum":["RUNNING","ENDED","COMPLETED","FAILED"]}""";

    public bool WantsRunning => State is "" or "RUNNING";

    public bool WantsEnded => State != "RUNNING";

    /// <summary>What a request asks for; what is wrong with it is added to the problems.</summary>
    public static ExecutionQuery Read(IQueryCollection query, List<ApiErrorDetail> problems)
    {
        var (flow, state, queueId) = (query["flow"].ToString(), query["state"].ToString(), query["queueId"].ToString());
        if (state is not ("" or "RUNNING" or "ENDED" or "COMPLETED" or "FAILED"))
            problems.Add(new("parameter.choice", "state", "state is one of RUNNING, ENDED, COMPLETED, FAILED (case matters)."));
        if (flow.Length > 0 && !FlowDefinitionReader.IsName(flow)) problems.Add(new("parameter.flow", "flow", "flow is the name of a flow."));
        if (queueId.Length > 200) problems.Add(new("parameter.length", "queueId", "queueId has at most 200 characters."));
        var asked = new ExecutionQuery(state, new(flow.Length == 0 ? null : flow, StateOf(state), queueId.Length == 0 ? null : queueId));
        if (asked.WantsEnded && !asked.Ended.IsIndexed)
            problems.Add(new("parameter.missing", "flow", "With queueId or state=COMPLETED name a flow too; over all flows ask for RUNNING, ENDED or FAILED."));
        return asked;
    }

    /// <summary>Whether one that runs is asked for, its state aside.</summary>
    public bool IsAbout(Execution execution) =>
        (Ended.Flow is null || execution.Flow == Ended.Flow) && (Ended.QueueId is null || execution.Trigger.QueueId == Ended.QueueId);

    private static ExecutionState? StateOf(string state) => state switch
    {
        "COMPLETED" => ExecutionState.Completed,
        "FAILED" => ExecutionState.Failed,
        _ => null,
    };
}
