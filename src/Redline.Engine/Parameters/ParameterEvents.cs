namespace Redline.Engine.Parameters;

/// <summary>Define a parameter, or define it anew. The same definition again changes nothing and gives no event.</summary>
/// <param name="Definition">What the operator wrote, valid.</param>
/// <param name="ExpectedVersion">The version it replaces (0: there must be none); null: whatever is there.</param>
public sealed record DefineParameter(ParameterDefinition Definition, int? ExpectedVersion = null) : EngineInput;

/// <summary>Delete a parameter that no stream names; one that does not exist gives no event.</summary>
/// <param name="Name">Which.</param>
/// <param name="ExpectedVersion">The version that is deleted; null: whatever is there.</param>
public sealed record DeleteParameter(string Name, int? ExpectedVersion = null) : EngineInput;

/// <summary>A parameter was defined, or defined anew.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Definition">What the operator wrote.</param>
/// <param name="Version">1 for a new parameter, one more with each change.</param>
public sealed record ParameterDefined(Instant At, Instant DecidedAt, ParameterDefinition Definition, int Version)
    : EngineEvent(At, DecidedAt);

/// <summary>A parameter was deleted; no stream named it.</summary>
/// <param name="At">When.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Name">Which.</param>
public sealed record ParameterDeleted(Instant At, Instant DecidedAt, string Name) : EngineEvent(At, DecidedAt);
