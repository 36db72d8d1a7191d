using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>Something that is asked of the engine besides observations. A closed set; immutable.</summary>
public abstract record EngineInput;

/// <summary>Define a stream, or define it anew. The same definition again changes nothing and gives no event.</summary>
/// <param name="Definition">What the operator wrote, valid.</param>
/// <param name="ExpectedVersion">The version it replaces (0: there must be none); null: whatever is there.</param>
public sealed record DefineStream(StreamDefinition Definition, int? ExpectedVersion = null) : EngineInput;

/// <summary>Delete a stream; one that does not exist gives no event.</summary>
/// <param name="StreamId">Which.</param>
/// <param name="ExpectedVersion">The version that is deleted; null: whatever is there.</param>
public sealed record DeleteStream(string StreamId, int? ExpectedVersion = null) : EngineInput;
