using System.Text.RegularExpressions;
using Redline.Engine.Filters;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Filters;

public sealed partial class FilterReaderTests
{
    private const string Wait = """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""";

    public static TheoryData<string, string, string, string> Mistakes() => new()
    {
        { "filter.node.type", "$", "5", "5" },
        { "filter.node.type", "$.operands[1]", """{"operator":"OR","operands":[§,"x"]}""", "\"x\"" },
        { "filter.operator.missing", "$", """{"field":"waitingCount","value":1}""", """{"field":"waitingCount","value":1}""" },
        { "filter.operator.missing", "$", """{"operator":7}""", """{"operator":7}""" },
        { "filter.operator.unknown", "$.operator", """{"field":"waitingCount","operator":"GREATER","value":1}""", "GREATER" },
        { "filter.operator.type", "$.operator", """{"field":"waitingCount","operator":"CONTAINS","value":"1"}""", "CONTAINS" },
        { "filter.operator.type", "$.operator", """{"field":"queueName","operator":"LESS_THAN","value":1}""", "LESS_THAN" },
        { "filter.operands.missing", "$", """{"operator":"AND"}""", """{"operator":"AND"}""" },
        { "filter.operands.missing", "$", """{"operator":"NOT","operands":{}}""", """{"operator":"NOT","operands":{}}""" },
        { "filter.operands.empty", "$.operands", """{"operator":"OR","operands":[]}""", "[]" },
        { "filter.operands.count", "$.operands", """{"operator":"NOT","operands":[§,§]}""", "" },
        {
            "filter.operands.count", "$.expression.operands",
            """{"expression":{"operator":"ADD","operands":[{"value":1}]},"operator":"EQUALS","value":1}""",
            """{"operator":"ADD","operands":[{"value":1}]}"""
        },
        { "filter.property.unknown", "$.valeu", """{"field":"waitingCount","operator":"EQUALS","value":1,"valeu":2}""", "valeu" },
        { "filter.subject", "$", """{"operator":"EQUALS","value":1}""", """{"operator":"EQUALS","value":1}""" },
        {
            "filter.subject", "$", """{"field":"waitingCount","expression":{"value":1},"operator":"EQUALS","value":1}""",
            """{"field":"waitingCount","expression":{"value":1},"operator":"EQUALS","value":1}"""
        },
        { "filter.field.type", "$.field", """{"field":1,"operator":"EQUALS","value":1}""", "1" },
        { "filter.field.unknown", "$.field", """{"field":"waitTimeSecond","operator":"EQUALS","value":1}""", "waitTimeSecond" },
        {
            "filter.field.unknown", "$.value.field",
            """{"field":"waitingCount","operator":"EQUALS","value":{"field":"queueName"}}""", "queueName"
        },
        { "filter.value.missing", "$", """{"field":"waitingCount","operator":"EQUALS"}""", """{"field":"waitingCount","operator":"EQUALS"}""" },
        { "filter.value.missing", "$", """{"field":"queueId","operator":"IN"}""", """{"field":"queueId","operator":"IN"}""" },
        { "filter.value.unexpected", "$.value", """{"field":"waitingCount","operator":"EXISTS","value":true}""", "true" },
        { "filter.value.unexpected", "$.value", """{"field":"queueId","operator":"EXISTS","value":true}""", "true" },
        { "filter.value.type", "$.value", """{"field":"waitingCount","operator":"EQUALS","value":"300"}""", "\"300\"" },
        { "filter.value.type", "$.value", """{"field":"queueId","operator":"EQUALS","value":300}""", "300" },
        { "filter.value.type", "$.value[1]", """{"field":"waitingCount","operator":"IN","value":[1,null]}""", "null" },
        { "filter.value.range", "$.value", """{"field":"waitingCount","operator":"EQUALS","value":1e999}""", "1e999" },
        { "filter.value.length", "$.value", """{"field":"queueId","operator":"EQUALS","value":""}""", "\"\"" },
        { "filter.queueSet.field", "$.value", """{"field":"queueName","operator":"IN","value":{"queueSet":"a"}}""", "{\"queueSet\":\"a\"}" },
        { "filter.queueSet.id", "$.value", """{"field":"queueId","operator":"IN","value":{"queueSet":"a b"}}""", "{\"queueSet\":\"a b\"}" },
        { "filter.parameter.name", "$.value.parameter", """{"field":"waitTimeSeconds","operator":"LESS_THAN","value":{"parameter":"or"}}""", "\"or\"" },
        { "filter.value.list", "$.value", """{"field":"queueId","operator":"IN","value":"q1"}""", "\"q1\"" },
        { "filter.value.list", "$.value", """{"field":"waitingCount","operator":"NOT_IN","value":[]}""", "[]" },
        { "filter.value.bounds", "$.value", """{"field":"waitingCount","operator":"BETWEEN","value":[1]}""", "[1]" },
        { "filter.value.bounds", "$.value", """{"field":"waitingCount","operator":"BETWEEN","value":[2,1]}""", "[2,1]" },
        {
            "filter.arithmetic.unknown", "$.expression.operator",
            """{"expression":{"operator":"MODULO","operands":[{"value":1},{"value":2}]},"operator":"EQUALS","value":1}""", "MODULO"
        },
        {
            "filter.time.nonlinear", "$.expression.operands[1]",
            """{"expression":{"operator":"DIVIDE","operands":[{"value":1},{"field":"waitTimeSeconds"}]},"operator":"EQUALS","value":1}""",
            "DIVIDE"
        },
        { "filter.too.deep", "", "DEEP", "" },
        { "filter.too.large", "", "LARGE", "" },
        { "filter.list.too.long", "$.value", "LONG", "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_WhenThereIsAMistake_NamesItsCodePlaceTextAndRemedy(string code, string path, string json, string offending)
    {
        var (node, errors) = SomeFilter.TryRead(Expand(json));
        Assert.Null(node);
        var error = Assert.Single(errors);
        Assert.Equal(code, error.Code);
        if (path.Length > 0) Assert.Equal(path, error.Path);
        Assert.Equal(offending, error.Offending);
        Assert.True(error.Message.Length > 15 && error.Message[^1] is '.' or '?', error.Message);
    }

    [Fact]
    public void Read_WhenEveryCodeOfTheSourceIsCounted_HasACaseAbove()
    {
        var source = RepositoryFiles.Folder("src", "Redline.Engine", "Filters");
        var codes = Directory.EnumerateFiles(source, "*.cs")
            .SelectMany(f => CodePattern().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        var cases = Mistakes().Select(row => row.Data.Item1)
            .Concat(FilterTextReaderTests.Mistakes().Select(row => row.Data.Item1)).ToHashSet();
        Assert.Equal([], codes.Distinct().Where(c => !cases.Contains(c)).Order());
    }

    [Theory]
    [InlineData("""{"field":"waitTime","operator":"EQUALS","value":1}""", "waitTimeSeconds")]
    [InlineData("""{"field":"waitingCount","operator":"GREATER","value":1}""", null)]
    [InlineData("""{"field":"waitingCount","operator":"greater_than","value":1}""", "GREATER_THAN")]
    [InlineData("""{"field":"waitingCount","operator":"EQUALS","value":{"operator":"MULTPLY","operands":[1,2]}}""", "MULTIPLY")]
    [InlineData("""{"field":"waitingCount","operator":"EQUALS","value":{"field":"agentIdle"}}""", "agentsIdle")]
    [InlineData("""{"feild":"waitingCount","field":"waitingCount","operator":"EQUALS","value":1}""", "field")]
    [InlineData("""{"operator":"AND","operand":[],"operands":[{"field":"queueId","operator":"EXISTS"}]}""", "operands")]
    public void Read_WhenAWordIsMisspelt_SuggestsTheNearest(string json, string? near) =>
        Assert.Contains(near is null ? "GREATER_THAN" : $"did you mean `{near}`?", SomeFilter.TryRead(json).Errors[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Read_WhenThereAreSeveralMistakes_NamesThemAllAtOnce()
    {
        var (node, errors) = SomeFilter.TryRead("""
            {"operator":"AND","operands":[
              {"field":"waitTime","operator":"GREATER_THAN","value":300},
              {"operator":"OR","operands":[{"field":"queueName","operator":"LESS_THAN","value":1},{"field":"queueId","operator":"IN","value":[]}]},
              {"expression":{"operator":"ADD","operands":[{"field":"agents"},{"value":"x"}]},"operator":"EQUALS","value":"y"}]}
            """);
        Assert.Null(node);
        Assert.Equal(
            [
                ("$.operands[0].field", "filter.field.unknown"),
                ("$.operands[1].operands[0].operator", "filter.operator.type"),
                ("$.operands[1].operands[1].value", "filter.value.list"),
                ("$.operands[2].expression.operands[0].field", "filter.field.unknown"),
                ("$.operands[2].expression.operands[1]", "filter.value.type"),
                ("$.operands[2].value", "filter.value.type"),
            ],
            errors.Select(e => (e.Path, e.Code)));
    }

    [Theory]
    [InlineData("waitTimeSecond", "did you mean `waitTimeSeconds`?")]
    [InlineData("WAITINGCOUNT", "did you mean `waitingCount`?")]
    [InlineData("agentsOnQ", "did you mean `agentsOnQueue`?")]
    [InlineData("zzzzzzzzzzzz", "Known: queueId, queueName")]
    public void Read_WhenAFieldIsMisspelt_SuggestsTheNearestOrAll(string field, string remedy)
    {
        var (_, errors) = SomeFilter.TryRead($$"""{"field":"{{field}}","operator":"EQUALS","value":1}""");
        Assert.Contains(remedy, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenTheOffendingTextIsLong_CutsItToEightyCharacters()
    {
        var (_, errors) = SomeFilter.TryRead($$"""{"field":"{{new string('x', 200)}}","operator":"EQUALS","value":1}""");
        Assert.Equal(new string('x', 79) + "…", Assert.Single(errors).Offending);
    }

    [Fact]
    public void Read_WhenThereAreHundredsOfMistakes_StopsCountingAndSaysSo()
    {
        var many = string.Join(',', Enumerable.Repeat("{}", 300));
        var (_, errors) = SomeFilter.TryRead($$"""{"operator":"OR","operands":[{{many}}]}""");
        Assert.Equal(101, errors.Count);
        Assert.Equal("definition.errors.more", errors[^1].Code);
    }

    [Fact]
    public void Read_WhenAtTheLimits_IsTaken()
    {
        SomeFilter.Read(Nested(FilterLimits.Depth));
        SomeFilter.Read(Wide(FilterLimits.Nodes - 1));
        SomeFilter.Read(Listed(FilterLimits.ListEntries));
        SomeFilter.Read(Texted(FilterLimits.TextLength));
        var (_, errors) = SomeFilter.TryRead(Texted(FilterLimits.TextLength + 1));
        Assert.Equal("filter.value.length", Assert.Single(errors).Code);
    }

    [Fact]
    public void Compile_WhenAtTheLimits_EvaluatesAsPlainly()
    {
        foreach (var json in (string[])[Nested(FilterLimits.Depth), Wide(FilterLimits.Nodes - 1), Listed(FilterLimits.ListEntries)])
            Assert.Equal(Truth.Unknown, SomeFilter.Evaluate(json, SomeFilter.Values()));
    }

    private static string Expand(string json) => json switch
    {
        "DEEP" => Nested(FilterLimits.Depth + 1),
        "LARGE" => Wide(FilterLimits.Nodes + 5),
        "LONG" => Listed(FilterLimits.ListEntries + 1),
        _ => json.Replace("§", Wait, StringComparison.Ordinal),
    };

    private static string Nested(int depth) =>
        depth == 1 ? Wait : $$"""{"operator":"NOT","operands":[{{Nested(depth - 1)}}]}""";

    private static string Wide(int leaves) =>
        $$"""{"operator":"AND","operands":[{{string.Join(',', Enumerable.Repeat(Wait, leaves))}}]}""";

    private static string Listed(int entries) =>
        $$"""{"field":"waitingCount","operator":"IN","value":[{{string.Join(',', Enumerable.Range(0, entries))}}]}""";

    private static string Texted(int length) =>
        $$"""{"field":"queueId","operator":"EQUALS","value":"{{new string('x', length)}}"}""";

    [GeneratedRegex("\"(filter\\.[a-zA-Z.]+)\"")]
    private static partial Regex CodePattern();
}
