using Redline.Engine.Definitions;

namespace Redline.Engine;

/// <summary>What is wrong with one of several definitions.</summary>
/// <param name="Kind">What it is: <c>stream</c>, <c>queueSet</c>, <c>parameter</c> or <c>flow</c>.</param>
/// <param name="Id">Its id or name.</param>
/// <param name="Error">The mistake; its path is within the definition.</param>
public sealed record DefinitionRefusal(string Kind, string Id, DefinitionError Error);

/// <summary>Definitions do not fit each other, or what there is; nothing changed and the pass goes on.</summary>
/// <param name="refusals">Everything that does not fit; at least one.</param>
public sealed class EngineDefinitionException(IReadOnlyList<DefinitionRefusal> refusals)
    : EngineRefusalException(refusals[0].Error.Code, string.Join(" ", refusals.Take(10).Select(r => r.Error.Message)))
{
    /// <summary>Everything that does not fit.</summary>
    public IReadOnlyList<DefinitionRefusal> Refusals => refusals;
}
