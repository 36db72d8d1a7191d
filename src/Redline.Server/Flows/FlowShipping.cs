using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Flows;

namespace Redline.Server.Flows;

/// <summary>Defines the flows that ship where they never were; one that was changed or deleted is left alone.</summary>
internal static class FlowShipping
{
    /// <summary>Asks a started loop for those that are missing.</summary>
    public static async Task DefineAsync(EngineLoop loop, CommittedView view)
    {
        foreach (var flow in ShippedFlows.All.Where(f => !view.Flows.ContainsKey(f.Name)))
        {
            try
            {
                await loop.AskAsync(new DefineFlow(flow, ExpectedVersion: 0, OnlyIfNew: true));
            }
            catch (EngineConflictException)
            {
                // Somebody defined it in this very moment.
            }
        }
    }
}
