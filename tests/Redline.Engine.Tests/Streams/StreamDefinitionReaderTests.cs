using System.Text.Json;
using System.Text.RegularExpressions;
using Redline.Engine.Alerts;
using Redline.Engine.Definitions;
using Redline.Engine.Filters;
using Redline.Engine.Streams;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Streams;

public sealed partial class StreamDefinitionReaderTests
{
    private const string Filter = """{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}""";

    public static TheoryData<string, string, string, string> Mistakes() => new()
    {
        { "stream.type", "$", "[]", "[]" },
        { "stream.property.unknown", "$.cooldownSecond", Body("\"cooldownSecond\":1"), "cooldownSecond" },
        { "stream.property.unknown", "$.levels[0].name", Levels("""{"severity":"WARNING","filterExpression":§,"name":"x"}"""), "name" },
        { "schedule.type", "$.schedule", Body("\"schedule\":7"), "7" },
        { "stream.property.unsupported", "$.proofSeconds", Body("\"proofSeconds\":30"), "30" },
        { "stream.flapping.type", "$.flapping", Body("\"flapping\":6"), "6" },
        { "field.number", "$.flapping.maxTransitions", Body("\"flapping\":{\"maxTransitions\":1}"), "1" },
        { "field.seconds", "$.flapping.windowSeconds", Body("\"flapping\":{\"windowSeconds\":9}"), "9" },
        { "field.unknown", "$.flapping.window", Body("\"flapping\":{\"window\":600}"), "window" },
        { "stream.levels.both", "$.sustainSeconds", Levels("""{"severity":"WARNING","filterExpression":§}""", "\"sustainSeconds\":1"), "1" },
        { "stream.levels", "$.levels", Levels(""), "[]" },
        { "stream.level.type", "$.levels[0]", Levels("5"), "5" },
        {
            "stream.level.twice", "$.levels[1].severity",
            Levels("""{"severity":"WARNING","filterExpression":§},{"severity":"WARNING","filterExpression":§}"""), "WARNING"
        },
        { "stream.filter.missing", "$", """{"name":"n","entityType":"queue"}""", "" },
        { "field.missing", "$.name", $$"""{"entityType":"queue","filterExpression":{{Filter}}}""", "" },
        { "field.missing", "$.entityType", $$"""{"name":"n","filterExpression":{{Filter}}}""", "" },
        { "field.missing", "$.levels[0].severity", Levels("""{"filterExpression":§}"""), "" },
        { "field.text", "$.description", Body("\"description\":\" \""), "\" \"" },
        { "field.text", "$.id", Body($"\"id\":\"{new string('x', 65)}\""), $"\"{new string('x', 65)}\"" },
        { "field.choice", "$.status", Body("\"status\":\"active\""), "\"active\"" },
        { "field.choice", "$.status", Body("\"status\":\"Shadow\""), "\"Shadow\"" },
        { "field.choice", "$.notificationType", Body("\"notificationType\":\"SMS\""), "\"SMS\"" },
        { "field.choice", "$.presentation", Body("\"presentation\":\"PANEL\""), "\"PANEL\"" },
        { "field.choice", "$.sourceEntity", Body("\"sourceEntity\":7"), "7" },
        { "field.choice", "$.levels[0].severity", Levels("""{"severity":"WARN","filterExpression":§},{"severity":"CRITICAL","filterExpression":§}"""), "\"WARN\"" },
        { "field.number", "$.priority", Body("\"priority\":6"), "6" },
        { "field.number", "$.priority", Body("\"priority\":1.5"), "1.5" },
        { "field.seconds", "$.cooldownSeconds", Body("\"cooldownSeconds\":604801"), "604801" },
        { "field.seconds", "$.sustainSeconds", Body("\"sustainSeconds\":0.0001"), "0.0001" },
        { "field.seconds", "$.clearAfterSeconds", Body("\"clearAfterSeconds\":\"10\""), "\"10\"" },
        { "filter.field.unknown", "$.clearExpression.field", Body("\"clearExpression\":{\"field\":\"x\",\"operator\":\"EXISTS\"}"), "x" },
        { "filter.node.type", "$.filterExpression", """{"name":"n","entityType":"queue","filterExpression":null}""", "null" },
        { "json.text", "$.name", $$"""{"name":"a\ud800","entityType":"queue","filterExpression":{{Filter}}}""", "\"a\\ud800\"" },
        {
            "json.text", "$.filterExpression.value",
            """{"name":"n","entityType":"queue","filterExpression":{"field":"queueId","operator":"EQUALS","value":"\udc00"}}""", "\"\\udc00\""
        },
        { "json.text", "$", """{"\ud800":1}""", "" },
    };

    [Fact]
    public void Read_WhenItIsTheBodyOfTheMission_GivesTheStreamWithEveryDefault()
    {
        var stream = Read("""
            {"name":"Priority Queue Escalation Stream","entityType":"queue",
             "filterExpression":{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["12345678-1234-1234-1234-123456789012"]},
               {"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]},
             "notificationType":"PUSH"}
            """);
        Assert.Equal("made-up-id", stream.Id);
        Assert.Equal("Priority Queue Escalation Stream", stream.Name);
        Assert.Null(stream.Description);
        Assert.Equal(
            (SourceEntity.Telephony, StreamStatus.Active, NotificationType.Push, 3),
            (stream.SourceEntity, stream.Status, stream.NotificationType, stream.Priority));
        Assert.Equal((10_000, 300_000), (stream.ClearAfterMilliseconds, stream.CooldownMilliseconds));
        var level = Assert.Single(stream.Levels);
        Assert.Equal((Severity.Critical, 0, null), (level.Severity, level.SustainMilliseconds, level.Clear));
        Assert.Equal(
            """{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["12345678-1234-1234-1234-123456789012"]},{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]}""",
            FilterWriter.ToJson(level.Filter));
    }

    [Fact]
    public void Read_WhenEverythingIsGiven_TakesIt()
    {
        var stream = Read(Levels(
            """{"severity":"CRITICAL","filterExpression":§,"sustainSeconds":0.5},{"severity":"WARNING","filterExpression":§,"clearExpression":§}""",
            """
            "id":"slow","description":"d","sourceEntity":"routing.queue.metrics","status":"DISABLED","notificationType":"NONE",
            "priority":1,"clearAfterSeconds":0,"cooldownSeconds":604800,"flapping":null,"presentation":"BANNER"
            """));
        Assert.Equal(("slow", "d", 1), (stream.Id, stream.Description, stream.Priority));
        Assert.Equal(
            (SourceEntity.Routing, StreamStatus.Disabled, NotificationType.None, Presentation.Banner),
            (stream.SourceEntity, stream.Status, stream.NotificationType, stream.Presentation));
        Assert.Equal((0, 604_800_000), (stream.ClearAfterMilliseconds, stream.CooldownMilliseconds));
        Assert.Equal([Severity.Warning, Severity.Critical], stream.Levels.Select(l => l.Severity));
        Assert.Equal([0, 500], stream.Levels.Select(l => l.SustainMilliseconds));
        Assert.NotNull(stream.Levels[0].Clear);
    }

    [Fact]
    public void Read_WhenExpressionsAreTexts_IsTheSameDefinition()
    {
        var stream = Read(Levels(
            """
            {"severity":"WARNING","filterExpression":"waitingCount > 3","clearExpression":"waitingCount < 2"},
            {"severity":"CRITICAL","filterExpression":"queueId in (\"q1\")\n  AND waitTimeSeconds>300 # five minutes"}
            """));
        Assert.Equal(
            "warning: waitingCount > 3 until waitingCount < 2\ncritical: queueId in (\"q1\") and waitTimeSeconds > 300",
            StreamText.Of(stream));
        var json = StreamDefinitionWriter.ToJson(stream);
        Assert.Contains("\"clearExpression\":{\"field\":\"waitingCount\"", json, StringComparison.Ordinal);
        Assert.Equal(json, StreamDefinitionWriter.ToJson(Read(json)));
    }

    [Fact]
    public void Read_WhenTextsAreWrong_NamesLineAndColumnOfEach()
    {
        var (_, errors) = TryRead("""
            {"name":"n","entityType":"queue","filterExpression":"waitTime > 300\nand waitingCount","clearExpression":""}
            """);
        Assert.Equal(
            [
                ("$.filterExpression:1:1", "filter.field.unknown"), ("$.filterExpression:2:5", "filter.text.condition"),
                ("$.clearExpression:1:1", "filter.text.expected"),
            ],
            errors.Select(e => (e.Path, e.Code)));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_WhenThereIsAMistake_NamesItsCodePlaceTextAndRemedy(string code, string path, string json, string offending)
    {
        var (stream, errors) = TryRead(json.Replace("§", Filter, StringComparison.Ordinal));
        Assert.Null(stream);
        var error = Assert.Single(errors, e => (e.Code, e.Path) == (code, path));
        Assert.Equal(offending, error.Offending);
        Assert.True(error.Message.Length > 9 && error.Message[^1] is '.' or '?', error.Message);
        if (code is not ("stream.type" or "stream.filter.missing" or "json.text")) Assert.Single(errors);
    }

    [Fact]
    public void Read_WhenAnAnswerSentBackSaysAnotherText_IsRefused()
    {
        var json = Body("\"text\":\"waitTimeSeconds > 1\"").Replace("§", Filter, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(json);
        Assert.Null(StreamDefinitionReader.Read(body.RootElement, "id", out var errors, mayBeAnswer: true));
        Assert.Equal(("stream.text.differs", "$.text"), (errors[0].Code, errors[0].Path));
    }

    [Fact]
    public void Read_WhenEveryCodeOfTheSourceIsCounted_HasACaseAbove()
    {
        var source = RepositoryFiles.Folder("src", "Redline.Engine");
        string[] folders = ["Streams", "Definitions"];
        var files = folders.SelectMany(d => Directory.EnumerateFiles(Path.Combine(source, d), "*.cs"));
        var codes = files.SelectMany(f => CodePattern().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        var cases = Mistakes().Select(row => row.Data.Item1).Concat(["stream.text.differs", "field.unknown", "filter.queueSet.unknown", "filter.parameter.unknown"]).ToHashSet();
        Assert.Equal([], codes.Distinct().Where(c => !cases.Contains(c)).Order());
    }

    [Fact]
    public void Read_WhenThereAreSeveralMistakes_NamesThemAllAtOnce()
    {
        var (_, errors) = TryRead("""
            {"entityType":"agent","priority":0,"cooldownSeconds":-1,"audience":{},"severty":"x",
             "levels":[{"severity":"BAD","filterExpression":{"field":"waitTime","operator":"EXISTS"}},7]}
            """);
        Assert.Equal(
            [
                ("$.audience", "stream.property.unsupported"), ("$.cooldownSeconds", "field.seconds"), ("$.entityType", "field.choice"),
                ("$.levels[0].filterExpression.field", "filter.field.unknown"), ("$.levels[0].severity", "field.choice"),
                ("$.levels[1]", "stream.level.type"), ("$.name", "field.missing"), ("$.priority", "field.number"),
                ("$.severty", "stream.property.unknown"),
            ],
            errors.Select(e => (e.Path, e.Code)).Order());
    }

    [Theory]
    [InlineData("cooldownSecond", "`cooldownSeconds`")]
    [InlineData("Name", "`name`")]
    [InlineData("filterExpresion", "`filterExpression`")]
    [InlineData("shedule", "`schedule`")]
    [InlineData("colour", "no such property.")]
    public void Read_WhenAPropertyIsMisspelt_SuggestsTheNearest(string property, string remedy)
    {
        var (_, errors) = TryRead(Body($"\"{property}\":1"));
        Assert.Contains(remedy, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audience")]
    [InlineData("mustReach")]
    [InlineData("proofSeconds")]
    [InlineData("agentsMayTake")]
    public void Read_WhenAPropertyIsOfALaterVersion_RefusesIt(string property)
    {
        var (_, errors) = TryRead(Body($"\"{property}\":5"));
        Assert.Equal("stream.property.unsupported", Assert.Single(errors).Code);
    }

    [Fact]
    public void Read_WhenTheBytesAreNoUnicode_IsAMistakeAndNoCrash()
    {
        byte[] json = [.. "{\"name\":\""u8, 0xFF, .. "\",\"entityType\":\"queue\"}"u8];
        using var document = JsonDocument.Parse(json);
        Assert.Null(StreamDefinitionReader.Read(document.RootElement, "x", out var errors));
        Assert.Equal(("json.text", "$.name", ""), (errors[0].Code, errors[0].Path, errors[0].Offending));
    }

    [Fact]
    public void Read_WhenAnOptionalPropertyIsNull_CountsAsAbsent()
    {
        var stream = Read(Body("""
            "levels":null,"clearExpression":null,"sustainSeconds":null,"clearAfterSeconds":null,"cooldownSeconds":null,
            "description":null,"presentation":null,"sourceEntity":null,"status":null,"notificationType":null,"priority":null,"id":null
            """));
        Assert.Equal(StreamDefinitionWriter.ToJson(Read(Body("\"priority\":3"))), StreamDefinitionWriter.ToJson(stream));
    }

    [Fact]
    public void Read_WhenFlappingIsSaid_TakesItsPartsAndNullForOff()
    {
        Assert.Equal(FlappingLimit.Default, Read(Body("\"priority\":3")).Flapping);
        Assert.Equal(FlappingLimit.Default, Read(Body("\"flapping\":{}")).Flapping);
        Assert.Equal(new FlappingLimit(2, 10_500), Read(Body("\"flapping\":{\"maxTransitions\":2,\"windowSeconds\":10.5}")).Flapping);
        Assert.Null(Read(Body("\"flapping\":null")).Flapping);
    }

    // The bound is one expression's, not the sum of a stream's.
    [Fact]
    public void Read_WhenSeveralExpressionsAreWithinTheLimit_TakesThem()
    {
        var large = $$"""{"operator":"AND","operands":[{{string.Join(',', Enumerable.Repeat(Filter, 900))}}]}""";
        Read($$"""{"name":"n","entityType":"queue","filterExpression":{{large}},"clearExpression":{{large}}}""");
    }

    internal static StreamDefinition Read(string json)
    {
        var (stream, errors) = TryRead(json.Replace("§", Filter, StringComparison.Ordinal));
        Assert.Empty(errors);
        return stream!;
    }

    private static (StreamDefinition? Stream, IReadOnlyList<DefinitionError> Errors) TryRead(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (StreamDefinitionReader.Read(document.RootElement, "made-up-id", out var errors), errors);
    }

    private static string Body(string more) => $$"""{"name":"n","entityType":"queue","filterExpression":{{Filter}},{{more}}}""";

    private static string Levels(string levels, string more = "\"priority\":3") =>
        $$"""{"name":"n","entityType":"queue","levels":[{{levels}}],{{more}}}""";

    [GeneratedRegex("rrors\\.Add\\(\\s*\"([a-z.]+)\"")]
    private static partial Regex CodePattern();
}
