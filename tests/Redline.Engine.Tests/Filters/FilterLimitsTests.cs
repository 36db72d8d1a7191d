using Redline.Engine.Filters;

namespace Redline.Engine.Tests.Filters;

/// <summary>Bounds are those of the tree: what one spelling may hold, the other may.</summary>
public sealed class FilterLimitsTests
{
    private const string Leaf = """{"field":"waitingCount","operator":"GREATER_THAN","value":3}""";

    public static TheoryData<string, int, string> Bounds() => new()
    {
        { "not", FilterLimits.Depth - 1, "filter.too.deep" },
        { "logic", FilterLimits.Depth - 1, "filter.too.deep" },
        { "arithmetic", FilterLimits.Depth - 1, "filter.too.deep" },
        { "calls", FilterLimits.Depth - 1, "filter.too.deep" },
        { "conditions", FilterLimits.Nodes - 1, "filter.too.large" },
        { "operands", FilterLimits.Nodes - 2, "filter.too.large" },
        { "numbers", FilterLimits.ListEntries, "filter.list.too.long" },
        { "texts", FilterLimits.ListEntries, "filter.list.too.long" },
        { "characters", FilterLimits.TextLength, "filter.value.length" },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Read_WhenAtABoundAndBeyond_IsTheSameInBothSpellings(string what, int bound, string code)
    {
        var (text, json) = Spell(what, bound);
        Assert.Equal(FilterWriter.ToJson(SomeFilter.Read(json)), FilterWriter.ToJson(SomeFilter.ReadText(text)));
        Assert.Equal(FilterText.Of(SomeFilter.Read(json)), FilterText.Of(SomeFilter.ReadText(FilterText.Of(SomeFilter.Read(json)))));

        (text, json) = Spell(what, bound + 1);
        Assert.Equal(code, SomeFilter.TryReadText(text).Errors[0].Code);
        Assert.Equal(code, SomeFilter.TryRead(json).Errors[0].Code);
    }

    private static (string Text, string Json) Spell(string what, int n)
    {
        var range = Enumerable.Range(0, n);
        return what switch
        {
            "not" => (string.Concat(Enumerable.Repeat("not ", n)) + "waitingCount > 3", range.Aggregate(Leaf, (json, _) => $$"""{"operator":"NOT","operands":[{{json}}]}""")),
            "logic" => (
                range.Aggregate("waitingCount > 3", (text, i) => $"waitingCount > 3 {(i % 2 == 0 ? "and" : "or")} ({text})"),
                range.Aggregate(Leaf, (json, i) => $$"""{"operator":"{{(i % 2 == 0 ? "AND" : "OR")}}","operands":[{{Leaf}},{{json}}]}""")),
            "arithmetic" => (
                range.Aggregate("agentsIdle", (text, i) => $"({text}) {(i % 2 == 0 ? "*" : "-")} 2") + " > 3",
                Tested(range.Aggregate("""{"field":"agentsIdle"}""", (json, i) => $$"""{"operator":"{{(i % 2 == 0 ? "MULTIPLY" : "SUBTRACT")}}","operands":[{{json}},2]}"""))),
            "calls" => (
                range.Aggregate("agentsIdle", (text, i) => $"{(i % 2 == 0 ? "min" : "max")}(2, {text})") + " > 3",
                Tested(range.Aggregate("""{"field":"agentsIdle"}""", (json, i) => $$"""{"operator":"{{(i % 2 == 0 ? "MIN" : "MAX")}}","operands":[2,{{json}}]}"""))),
            "conditions" => (string.Join(" and ", range.Select(_ => "waitingCount > 3")), $$"""{"operator":"AND","operands":[{{string.Join(',', range.Select(_ => Leaf))}}]}"""),
            "operands" => (string.Join(" + ", range) + " > 3", Tested($$"""{"operator":"ADD","operands":[{{string.Join(',', range)}}]}""")),
            "numbers" => ($"waitingCount in ({string.Join(", ", range)})", $$"""{"field":"waitingCount","operator":"IN","value":[{{string.Join(',', range)}}]}"""),
            "texts" => (
                $"queueId not in ({string.Join(", ", range.Select(i => $"\"q{i}\""))})",
                $$"""{"field":"queueId","operator":"NOT_IN","value":[{{string.Join(',', range.Select(i => $"\"q{i}\""))}}]}"""),
            _ => ($"queueId = \"{new string('x', n)}\"", $$"""{"field":"queueId","operator":"EQUALS","value":"{{new string('x', n)}}"}"""),
        };
    }

    private static string Tested(string arithmetic) => $$"""{"expression":{{arithmetic}},"operator":"GREATER_THAN","value":3}""";
}
