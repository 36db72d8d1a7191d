using System.Text;
using Redline.Engine.Definitions;
using Redline.Server.Streams;

namespace Redline.Server.Tests.Streams;

public sealed class StreamFileTests : IDisposable
{
    private const string Good = """
        {"id":"a","name":"A","entityType":"queue",
          "filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":1}}
        """;

    private const string HalfSpelled = """
        {"name":"\ud800","entityType":"queue","filterExpression":{"field":"waitingCount","operator":"EXISTS"}}
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(Good)]
    [InlineData("[" + Good + "]")]
    [InlineData("// mine\n[" + Good + ",] /* the end */")]
    [InlineData("\uFEFF[" + Good + "]")]
    public void Read_WhenTheFileIsGood_GivesItsStreams(string text)
    {
        var streams = StreamFile.Read(_directory.Write("streams.json", text), out var errors);

        Assert.Empty(errors);
        Assert.Equal(("a", "A"), (Assert.Single(streams).Id, streams[0].Name));
    }

    [Fact]
    public void Read_WhenStreamsHaveNoId_NumbersThem()
    {
        const string nameless =
            """{"name":"one","entityType":"queue","filterExpression":{"field":"waitingCount","operator":"EXISTS"}}""";

        var streams = Parse($"[{nameless},{Good}]", out var errors);

        Assert.Empty(errors);
        Assert.Equal(["stream-1", "a"], streams);
    }

    [Fact]
    public void Read_WhenItIsNotJson_NamesTheLine()
    {
        Parse("[\n{},\n{\"name\" \"A\"}]", out var errors);

        var error = Assert.Single(errors);
        Assert.Equal(("streams.json", "line 3, byte 9"), (error.Code, error.Path));
    }

    [Fact]
    public void Read_WhenTheFileIsTooLarge_RefusesItUnread()
    {
        var file = _directory.File("large.json");
        using (var large = File.Create(file)) large.SetLength((64L << 20) + 1);

        Assert.Empty(StreamFile.Read(file, out var errors));

        Assert.Equal("streams.file.large", Assert.Single(errors).Code);
    }

    [Fact]
    public void Read_WhenTheFileCannotBeRead_SaysSo()
    {
        foreach (var path in (string[])
            [_directory.File("none.json"), _directory.Root, _directory.File("none/streams.json")])
        {
            Assert.Empty(StreamFile.Read(path, out var errors));
            Assert.Equal("streams.file.unreadable", Assert.Single(errors).Code);
        }
    }

    [Theory]
    [InlineData("[]", "streams.count $")]
    [InlineData("7", "stream.type $")]
    [InlineData("[[]]", "stream.type $[0]")]
    [InlineData("[" + Good + "," + Good + "]", "stream.id.twice $[1].id")]
    [InlineData("[" + HalfSpelled + "]", "json.text $[0].name")]
    public void Read_WhenItIsNoListOfStreams_NamesTheMistakeAndGivesNone(string text, string mistake)
    {
        Assert.Empty(Parse(text, out var errors));

        Assert.Equal([mistake], errors.Select(Named));
    }

    [Fact]
    public void Read_WhenTheListIsTooLong_SaysHowLongItMayBe()
    {
        var list = Enumerable.Range(0, 10_001)
            .Select(i => Good.Replace("\"a\"", $"\"a{i}\"", StringComparison.Ordinal));

        Assert.Empty(Parse($"[{string.Join(',', list)}]", out var errors));

        Assert.Contains("10001 streams; give 1 to 10000", Assert.Single(errors).Message);
    }

    [Fact]
    public void Read_WhenSeveralStreamsAreWrong_NamesEveryMistakeAndGivesNone()
    {
        var streams = Parse($$$"""
            [{"name":"","entityType":"queues","filterExpression":{"field":"waitingcount","operator":"EXISTS"}},
             {{{Good}}},
             {"id":"a","name":"again","entityType":"queue","priority":0,"sustainSeconds":-1,"color":"red",
              "filterExpression":{"field":"waitingCount","operator":"EXISTS"}},
             {"id":"a","name":"and again","entityType":"queue",
               "filterExpression":{"field":"waitingCount","operator":"EXISTS"}},
             {"name":"none","entityType":"queue"}]
            """, out var errors);

        Assert.Empty(streams);
        Assert.Equal(
            [
                "field.choice $[0].entityType", "field.number $[2].priority", "field.seconds $[2].sustainSeconds",
                "field.text $[0].name", "stream.filter.missing $[4]", "stream.id.twice $[3].id",
                "stream.property.unknown $[2].color",
            ],
            errors.Where(e => !e.Code.StartsWith("filter.", StringComparison.Ordinal)).Select(Named)
                .Order(StringComparer.Ordinal));
        Assert.Contains(errors, e => e.Path.StartsWith("$[0].filterExpression", StringComparison.Ordinal));
    }

    private static string Named(DefinitionError error) => $"{error.Code} {error.Path}";

    private static List<string> Parse(string text, out IReadOnlyList<DefinitionError> errors) =>
        [.. StreamFile.Parse(Encoding.UTF8.GetBytes(text), out errors).Select(s => s.Id)];
}
