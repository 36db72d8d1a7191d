using System.Text.Json;
using Redline.Engine.Streams;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Streams;

/// <summary>The examples people copy from must work.</summary>
public sealed class SampleStreamsTests
{
    private static readonly string Folder = RepositoryFiles.Folder("samples", "streams");

    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_WhenSample_GivesAStreamWithoutMistakes(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name)));

        var stream = StreamDefinitionReader.Read(json.RootElement, id: "sample", out var errors);

        Assert.Empty(errors);
        Assert.NotNull(stream?.Description);
    }
}
