namespace Redline.GenesysCloud;

/// <summary>A queue as the platform lists it. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; null: it gave none.</param>
/// <param name="DivisionId">Its division; null: it gave none.</param>
/// <param name="ServiceLevelTargetSeconds">Within how many seconds its calls are to be answered; null: it gave none.</param>
public sealed record ListedQueue(string Id, string? Name, string? DivisionId, double? ServiceLevelTargetSeconds = null);
