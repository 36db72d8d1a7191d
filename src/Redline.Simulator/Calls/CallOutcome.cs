namespace Redline.Simulator.Calls;

/// <summary>How a call ended for the caller.</summary>
public enum CallOutcome
{
    /// <summary>The caller hung up before an agent answered.</summary>
    Abandoned,

    /// <summary>An agent answered.</summary>
    Answered,
}
