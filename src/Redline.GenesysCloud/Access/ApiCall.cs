namespace Redline.GenesysCloud.Access;

/// <summary>How soon a request must go out when few are left of the minute's.</summary>
public enum Urgency
{
    /// <summary>It may wait: lists, first values of people. Goes while half of the budget is left.</summary>
    Low,

    /// <summary>Reconciling. Goes while a fifth of the budget is left.</summary>
    Normal,

    /// <summary>Without it nothing is seen: channels, topics, first snapshots. Goes while anything is left.</summary>
    High,
}

/// <summary>A request to the platform. Immutable.</summary>
/// <param name="Method">GET, POST ...</param>
/// <param name="Path">Path and query below the API's address; it holds no secret and may be logged.</param>
/// <param name="Body">JSON; null: none.</param>
/// <param name="Urgency">How soon it must go out.</param>
/// <param name="IsRepeatable">Whether it may be sent again where it is not known whether the platform carried it out.</param>
public sealed record ApiCall(HttpMethod Method, string Path, byte[]? Body = null, Urgency Urgency = Urgency.Normal, bool IsRepeatable = true);
