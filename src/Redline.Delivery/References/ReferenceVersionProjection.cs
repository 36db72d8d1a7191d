using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;

namespace Redline.Delivery.References;

/// <summary>
/// Keeps every version of every queue set and parameter, also after it was deleted. One defined anew after its deletion
/// begins at version 1 again and replaces the versions of that number.
/// </summary>
public sealed class ReferenceVersionProjection : IRecordProjection
{
    /// <inheritdoc/>
    public void Restore(DurableState state)
    {
        // An event that defines something says everything about the version.
    }

    /// <inheritdoc/>
    public void Project(EngineEvent e, List<RecordWrite> into)
    {
        if (ReferenceVersion.Of(e) is { } write) into.Add(write);
    }
}
