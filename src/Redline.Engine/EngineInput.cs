using Redline.Engine.Streams;

namespace Redline.Engine;

/// <summary>Something that is asked of the engine besides observations. A closed set; immutable.</summary>
public abstract record EngineInput;

/// <summary>Define a stream, or define it anew. The same definition again changes nothing and gives no event.</summary>
/// <param name="Definition">What the operator wrote, valid.</param>
public sealed record DefineStream(StreamDefinition Definition) : EngineInput;

/// <summary>Delete a stream; one that does not exist gives no event.</summary>
/// <param name="StreamId">Which.</param>
public sealed record DeleteStream(string StreamId) : EngineInput;
