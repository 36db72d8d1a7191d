using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Flows;

namespace Redline.Delivery.Flows;

/// <summary>Keeps every version of every flow, also after it was deleted.</summary>
public sealed class FlowVersionProjection : IRecordProjection
{
    /// <inheritdoc/>
    public void Restore(DurableState state)
    {
        // An event that defines a flow says everything about the version.
    }

    /// <inheritdoc/>
    public void Project(EngineEvent e, List<RecordWrite> into)
    {
        if (e is FlowDefined defined) into.Add(new FlowVersion(defined.Version, defined.At, defined.Definition).ToWrite());
    }
}
