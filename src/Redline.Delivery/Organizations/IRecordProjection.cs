using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>
/// Turns what was decided into records to be looked up, written in the same transaction as the entries. A function of
/// the journal alone: of the event, and of what came before it. One instance per life of an engine; one thread.
/// </summary>
public interface IRecordProjection
{
    /// <summary>Begins after everything that gave a state; only read within the call. Called once, first.</summary>
    void Restore(DurableState state);

    /// <summary>Adds the records an event changes.</summary>
    void Project(EngineEvent e, List<RecordWrite> into);
}
