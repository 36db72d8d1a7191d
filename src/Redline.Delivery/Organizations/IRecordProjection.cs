using Redline.Delivery.Journal;
using Redline.Engine;

namespace Redline.Delivery.Organizations;

/// <summary>
/// Turns what was decided into records to be looked up, written in the same transaction as the entries. Pure: a
/// function of the event alone, so that it can be made anew from the journal.
/// </summary>
public interface IRecordProjection
{
    /// <summary>Adds the records an event changes.</summary>
    void Project(EngineEvent e, List<RecordWrite> into);
}
