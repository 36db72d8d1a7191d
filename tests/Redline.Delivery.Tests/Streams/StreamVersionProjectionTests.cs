using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Delivery.Streams;
using Redline.Engine;
using Redline.Engine.Streams;

namespace Redline.Delivery.Tests.Streams;

public sealed class StreamVersionProjectionTests
{
    private static readonly Instant At = new(1_772_445_600_000);

    [Fact]
    public void Project_WhenAStreamIsDefined_WritesItsVersion()
    {
        var definition = Define("crowd");
        var record = Assert.Single(Project(new StreamDefined(At, At, definition, 3)));
        Assert.Equal(("stream-versions/crowd", "3", 3L), (record.Collection, record.Key, record.Sort));
        var kept = StreamVersion.Decode(record.Body);
        Assert.Equal((3, At), (kept.Version, kept.DefinedAt));
        Assert.Equal(StreamDefinitionWriter.ToJson(definition), StreamDefinitionWriter.ToJson(kept.Definition));
    }

    [Fact]
    public void Project_WhenAStreamIsDeleted_KeepsItsVersions() => Assert.Empty(Project(new StreamDeleted(At, At, "crowd")));

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    [InlineData("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü€")]
    public void Project_WhenTheIdIsAnyText_WritesACollectionTheJournalTakes(string id)
    {
        var record = Assert.Single(Project(new StreamDefined(At, At, Define(id), 1)));
        Assert.Matches("^stream-versions/#[0-9a-f]{64}$", record.Collection);
        Assert.Equal(id, StreamVersion.Decode(record.Body).Definition.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":1}")]
    public void Decode_WhenTheBytesAreNoVersion_SaysSo(string body) =>
        Assert.Throws<FormatException>(() => StreamVersion.Decode(System.Text.Encoding.UTF8.GetBytes(body)));

    private static List<RecordWrite> Project(EngineEvent e)
    {
        var records = new List<RecordWrite>();
        new StreamVersionProjection().Project(e, records);
        return records;
    }

    private static StreamDefinition Define(string id)
    {
        using var json = JsonDocument.Parse("""
            {"name":"n","entityType":"queue","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":1}}
            """);
        return StreamDefinitionReader.Read(json.RootElement, id, out _)!;
    }
}
