using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;

namespace Redline.Delivery.Streams;

/// <summary>
/// Keeps every version of every stream, also after it was deleted. An id defined anew after its deletion (only a file
/// of streams can do that) begins at version 1 again and replaces the versions of that number.
/// </summary>
public sealed class StreamVersionProjection : IRecordProjection
{
    /// <inheritdoc/>
    public void Restore(DurableState state)
    {
        // An event that defines a stream says everything about the version.
    }

    /// <inheritdoc/>
    public void Project(EngineEvent e, List<RecordWrite> into)
    {
        if (e is StreamDefined defined) into.Add(new StreamVersion(defined.Version, defined.At, defined.Definition).ToWrite());
    }
}
