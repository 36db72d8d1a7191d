using Redline.Engine.Filters;

namespace Redline.Engine.Tests.Filters;

public sealed class FilterTextReaderTests
{
    public static TheoryData<string, string, string, string> Mistakes() => new()
    {
        { "filter.field.unknown", "1:1", "waitTime > 300", "waitTime" },
        { "filter.field.unknown", "1:16", "waitingCount > waitTim", "waitTim" },
        { "filter.field.unknown", "1:17", "waitingCount >= queueName", "queueName" },
        { "filter.field.unknown", "1:8", "exists(agents)", "agents" },
        { "filter.field.unknown", "1:1", "waitTime", "waitTime" },
        { "filter.text.character", "2:3", "waitingCount >\n  § 3", "§" },
        { "filter.text.character", "1:13", "queueId in (“a”)", "“" },
        { "filter.text.number", "1:19", "waitTimeSeconds > 300s", "300s" },
        { "filter.text.number", "1:19", "waitTimeSeconds > 1.2.3", "1.2.3" },
        { "filter.value.range", "1:16", "waitingCount > 1e999", "1e999" },
        { "filter.text.quote", "1:11", "queueId = \"a", "\"a" },
        { "filter.text.escape", "1:13", """queueId = "a\q" """, "\\q" },
        { "filter.text.escape", "1:11", """queueId = "\ud800" """, "\"\\ud800\"" },
        { "filter.text.expected", "1:1", "", "" },
        { "filter.text.expected", "1:15", "waitingCount >", "" },
        { "filter.text.expected", "1:16", "waitingCount > > 3", ">" },
        { "filter.text.expected", "1:18", "waitingCount > 3 agentsIdle = 0", "agentsIdle" },
        { "filter.text.expected", "1:18", "waitingCount > 3 < 5", "<" },
        { "filter.text.expected", "1:18", "waitingCount > 3 until waitingCount < 2", "until" },
        { "filter.text.expected", "1:17", "waitingCount > 3)", ")" },
        { "filter.text.expected", "1:18", "(waitingCount > 3", "" },
        { "filter.text.expected", "1:11", "queueName contain \"VIP\"", "contain" },
        { "filter.text.expected", "1:23", "waitingCount between 1, 2", "," },
        { "filter.text.expected", "1:12", "queueId in \"a\"", "\"a\"" },
        { "filter.text.expected", "1:17", "queueId in (\"a\" \"b\")", "\"b\"" },
        { "filter.text.expected", "1:16", "waitingCount > -agentsIdle", "-" },
        { "filter.text.condition", "1:1", "waitingCount + 1", "waitingCount + 1" },
        { "filter.text.condition", "1:22", "waitingCount > 3 and (agentsIdle)", "(agentsIdle)" },
        { "filter.text.numeric", "1:16", "waitingCount > (agentsIdle > 3)", "(agentsIdle > 3)" },
        { "filter.text.function", "1:1", "avg(waitingCount, 2) > 3", "avg" },
        { "filter.text.exists", "1:1", "exists(1)", "exists(1)" },
        { "filter.operands.count", "1:1", "max(waitingCount) > 3", "max(waitingCount)" },
        { "filter.operands.empty", "1:1", "and()", "and()" },
        { "filter.operator.type", "1:14", "waitingCount contains 3", "contains" },
        { "filter.operator.type", "1:11", "queueName > \"a\"", ">" },
        { "filter.operator.type", "1:11", "queueName between 1 and 2", "between" },
        { "filter.value.type", "1:16", "waitingCount > \"3\"", "\"3\"" },
        { "filter.value.type", "1:11", "queueId = 3", "3" },
        { "filter.value.type", "1:1", "\"voice\" = mediaType", "\"voice\"" },
        { "filter.value.type", "1:21", "waitingCount in (1, \"2\")", "\"2\"" },
        { "filter.value.type", "1:18", "queueId in (\"a\", 2)", "2" },
        { "filter.value.length", "1:11", "queueId = \"\"", "\"\"" },
        { "filter.queueSet.field", "1:1", "queueName in set(\"a\")", "queueName" },
        { "filter.queueSet.id", "1:16", "queueId in set(\"a b\")", "\"a b\"" },
        { "filter.text.expected", "1:16", "queueId in set(a)", "a" },
        { "filter.parameter.name", "1:19", "waitTimeSeconds > param(\"a\")", "param(\"a\")" },
        { "filter.value.list", "1:12", "queueId in ()", "()" },
        { "filter.value.bounds", "1:22", "waitingCount between 3 and 1", "3 and 1" },
        { "filter.time.nonlinear", "1:5", "1 / waitTimeSeconds > 3", "waitTimeSeconds" },
        { "filter.time.nonlinear", "1:1", "waitTimeSeconds * longestInteractionSeconds > 3", "waitTimeSeconds * longestInteractionSeconds" },
        { "filter.too.deep", "", "DEEP", "" },
        { "filter.too.deep", "", "PARENTHESES", "" },
        { "filter.too.large", "", "LARGE", "" },
        { "filter.list.too.long", "1:17", "LONG", "" },
        { "filter.text.length", "1:1", "ENDLESS", "" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_WhenThereIsAMistake_NamesItsCodeLineAndColumnTextAndRemedy(string code, string place, string text, string offending)
    {
        var (node, errors) = SomeFilter.TryReadText(Expand(text));
        Assert.Null(node);
        var error = errors[0];
        Assert.Equal(code, error.Code);
        if (place.Length > 0) Assert.Equal("$:" + place, error.Path);
        Assert.Equal(offending, error.Offending);
        Assert.True(error.Message.Length > 15 && error.Message[^1] is '.' or '?', error.Message);
        if (offending != "“") Assert.Single(errors);
    }

    [Fact]
    public void Read_WhenThereAreSeveralMistakes_NamesThemAllAtOnce()
    {
        var (_, errors) = SomeFilter.TryReadText("""
            # Wrong in every line.
            waitTime > 300
              and (queueName < 3 or mediaType = voice)
              and max(agents, ) > 2 and waitingCount >> 3
              and agentsIdle = 5min
            """);
        Assert.Equal(
            [
                ("$:2:1", "filter.field.unknown"), ("$:3:18", "filter.operator.type"), ("$:3:37", "filter.value.type"),
                ("$:4:7", "filter.operands.count"), ("$:4:11", "filter.field.unknown"), ("$:4:43", "filter.text.expected"),
                ("$:5:20", "filter.text.number"),
            ],
            errors.Select(e => (e.Path, e.Code)));
    }

    [Fact]
    public void Read_WhenAFieldIsMisspelt_SuggestsTheNearest() => Assert.Equal(
        "Unknown field `waitTime`, did you mean `waitTimeSeconds`?",
        Assert.Single(SomeFilter.TryReadText("waitTime > 300").Errors).Message);

    [Theory]
    [InlineData("WAITINGCOUNT > 3", "did you mean `waitingCount`?")]
    [InlineData("queueName contain \"x\"", "did you mean `contains`?")]
    [InlineData("mx(waitingCount, 1) > 3", "did you mean `max`?")]
    [InlineData("waitTimeSeconds > parm(limit)", "did you mean `param`?")]
    [InlineData("queueId in sett(\"billing\")", "did you mean `set`?")]
    [InlineData("existst(queueName)", "did you mean `exists`?")]
    [InlineData("waitingCount betwen 1 and 2", "did you mean `between`?")]
    [InlineData("waitingCount > 3 until waitingCount < 2", "`clearExpression`")]
    [InlineData("mediaType = “voice”", "straight quotes")]
    [InlineData("queueId in [\"a\"]", "round parentheses")]
    public void Read_WhenSomethingElseIsMeant_SaysHowToWriteIt(string text, string remedy) =>
        Assert.Contains(remedy, SomeFilter.TryReadText(text).Errors[0].Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("WaitingCount > 3", null)]
    [InlineData("waitingCount>3AND agentsIdle=0", null)]
    [InlineData("waitingCount>3 AND agentsIdle==0", "waitingCount > 3 and agentsIdle = 0")]
    [InlineData("waitingCount <> 3 && !(agentsIdle >= 1 || agentsIdle != 2)", "waitingCount != 3 and not (agentsIdle >= 1 or agentsIdle != 2)")]
    [InlineData("queueName STARTSWITH 'it\\'s' Or Exists(queueName)", "queueName startsWith \"it's\" or exists(queueName)")]
    [InlineData("\t((waitingCount))\r\n # why\r\n >\r\n(2) // and so on", "waitingCount > 2")]
    [InlineData("queueId Not In (\"a\",\n\"b\",)", "queueId not in (\"a\", \"b\")")]
    [InlineData("MIN(waitingCount,-1,- 2)*3 between 1 and 2 and 3 < agentsIdle", "min(waitingCount, -1, -2) * 3 between 1 and 2 and 3 < agentsIdle")]
    [InlineData("or(waitingCount > 1, agentsIdle < 3E0)", "waitingCount > 1 or agentsIdle < 3")]
    [InlineData("waitingCount - 1 - -0 > 0 - agentsIdle", "waitingCount - 1 - -0 > 0 - agentsIdle")]
    [InlineData("(waitingCount > 1 and agentsIdle < 3) and (agentsIdle + 1) / 2 > 0", "(waitingCount > 1 and agentsIdle < 3) and (agentsIdle + 1) / 2 > 0")]
    public void Read_WhenWrittenAsPeopleDo_IsPrintedCanonically(string text, string? canonical)
    {
        var (node, errors) = SomeFilter.TryReadText(text);
        Assert.Equal(canonical is null, errors.Count > 0);
        if (canonical is not null) Assert.Equal(canonical, FilterText.Of(node!));
    }

    [Fact]
    public void Read_WhenAtTheLimits_IsTaken()
    {
        SomeFilter.ReadText(Nested(FilterLimits.Depth - 1));
        SomeFilter.ReadText(Wide(FilterLimits.Nodes - 1));
        SomeFilter.ReadText(Listed(FilterLimits.ListEntries));
        SomeFilter.ReadText($"queueId = \"{new string('x', FilterLimits.TextLength)}\"");
    }

    private static string Expand(string text) => text switch
    {
        "DEEP" => Nested(FilterLimits.Depth),
        "PARENTHESES" => new string('(', 100_000),
        "LARGE" => Wide(FilterLimits.Nodes),
        "LONG" => Listed(FilterLimits.ListEntries + 1),
        "ENDLESS" => new string(' ', FilterLimits.TextFormLength + 1),
        _ => text,
    };

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("not ", depth)) + "waitingCount > 3";

    private static string Wide(int leaves) => string.Join(" and ", Enumerable.Repeat("waitingCount > 3", leaves));

    private static string Listed(int entries) => $"waitingCount in ({string.Join(", ", Enumerable.Range(0, entries))})";
}
