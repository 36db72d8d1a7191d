using System.Text.Json;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Engine.QueueSets;

namespace Redline.Engine.Tests.Filters;

/// <summary>Filter expressions and values for tests, in the JSON people write.</summary>
internal static class SomeFilter
{
    public static readonly QueueIdentity Identity = new("q1", "VIP Billing", "north", "voice");

    /// <summary>
    /// What random expressions name: the set <c>billing</c> of a name, <c>listed</c> with q1 in it, <c>south</c> of another
    /// division; the parameter <c>limit</c> (60, of q1 300) and <c>target</c>, the service level's or none.
    /// </summary>
    public static readonly FilterReferences References = DefinedReferences.Empty
        .With(new QueueSetState(new("billing", "Billing", null, [], "*Billing", null), 1, default))
        .With(new QueueSetState(new("listed", "Listed", null, ["q1"], null, null), 1, default))
        .With(new QueueSetState(new("south", "South", null, [], null, "south"), 1, default))
        .With(new ParameterState(new("limit", null, 60, false, new Dictionary<string, double> { ["q1"] = 300 }), 1, default))
        .With(new ParameterState(new("target", null, null, true, new Dictionary<string, double>()), 1, default));

    /// <summary>An instant as large as real ones are, so that rounding shows.</summary>
    public const long Now = 1_772_445_600_000;

    public static (FilterNode? Node, IReadOnlyList<DefinitionError> Errors) TryRead(string json)
    {
        var errors = new DefinitionErrors();
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return (new FilterReader(errors).Read(document.RootElement, "$"), errors.All);
    }

    public static (FilterNode? Node, IReadOnlyList<DefinitionError> Errors) TryReadText(string text)
    {
        var errors = new DefinitionErrors();
        return (FilterTextReader.Read(text, "$", errors), errors.All);
    }

    public static FilterNode ReadText(string text)
    {
        var (node, errors) = TryReadText(text);
        Assert.Empty(errors);
        return node!;
    }

    public static FilterNode Read(string json)
    {
        var (node, errors) = TryRead(json);
        Assert.Empty(errors);
        return node!;
    }

    /// <summary>Metrics as stored; those not named are unknown.</summary>
    public static double[] Values(params ReadOnlySpan<(Metric Metric, double Stored)> known)
    {
        var values = new double[Metrics.Count];
        Array.Fill(values, double.NaN);
        foreach (var (metric, stored) in known) values[(int)metric] = stored;
        return values;
    }

    /// <summary>The truth of an expression, both ways of evaluating it.</summary>
    public static Truth Evaluate(string json, double[] values, QueueIdentity? identity = null)
    {
        var root = FilterBinder.Bind(Read(json), identity ?? Identity, References);
        var compiled = new FilterCompiler().Compile(root).Evaluate(values, Now);
        Assert.Equal(root.Evaluate(values, Now), compiled);
        return compiled;
    }
}
