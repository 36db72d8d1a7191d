using Redline.Server.Definitions;
using Redline.Server.Tests.Commands;

namespace Redline.Server.Tests.Definitions;

public sealed class DefinitionFilesTests : IDisposable
{
    private const string Good = """
        # What is where.
        queueSets:
          - id: vip
            namePattern: "VIP*"
        parameters:
          - name: limit
            defaultValue: 120
            values: {q1: 30}
        streams:
          - id: slow
            name: Slow
            entityType: queue
            filterExpression: queueId in set("vip") and waitTimeSeconds > param(limit)
            schedule:
              timeZone: Europe/Warsaw
              windows: [{from: "08:00", to: "18:00"}]
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_OfADirectory_PutsYamlAndJsonTogether()
    {
        Write("a/one.yaml", Good);
        Write("b.json", """{"queueSets":[{"id":"south","divisionId":"d\u00fc"}]}""");
        Write("readme.txt", "not this");
        var files = DefinitionFiles.Read(_directory.Root);
        Assert.Empty(files.Mistakes);
        Assert.Equal(2, files.Files);
        Assert.Equal("""[{"id":"vip","namePattern":"VIP*"},{"id":"south","divisionId":"d\u00FC"}]""", files.Body["queueSets"]!.ToJsonString());
        Assert.Equal("""[{"name":"limit","defaultValue":120,"values":{"q1":30}}]""", files.Body["parameters"]!.ToJsonString());
    }

    [Fact]
    public async Task Validate_OfGoodFiles_IsDoneAndSaysWhatOnlyAServerKnows()
    {
        Write("one.yaml", Good);
        Assert.Equal((0, "1 files, 3 definitions: no mistakes.\n"), Outcome(await CommandRun.OfAsync("validate", _directory.Root)));
        Write("two.yaml", "streams:\n  - {id: b, name: B, entityType: queue, filterExpression: 'queueId in set(\"elsewhere\")'}\n");
        var run = await CommandRun.OfAsync("validate", _directory.Root);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("two.yaml:2: There is no queue set `elsewhere`", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfFlows_SeesThemAgainstTheStreamsOfTheFiles()
    {
        Write("flows.json", """
            {"flows": [
              {"name": "Tell", "nodes": [
                {"id": "ask", "type": "decision", "expression": "waitTimeSeconds > 300", "next": {"yes": "tell", "no": "end"}},
                {"id": "tell", "type": "notify", "next": {"done": "end"}}]}]}
            """);
        Write("streams.yaml", """
            streams:
              - id: slow
                name: Slow
                entityType: queue
                filterExpression: queueId = "q1" and waitTimeSeconds >= 300
                flow: Tell
              - {id: shipped, name: S, entityType: queue, filterExpression: queueId = "q1" and waitTimeSeconds > 9, flow: Queue_Escalation_Trigger}
              - id: far
                name: Far
                entityType: queue
                filterExpression: queueId = "q1" and waitTimeSeconds > 9
                flow: Elsewhere
            """);
        var run = await CommandRun.OfAsync("validate", _directory.Root);
        var told = Told(run.Output);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("flows.json:2: The stream Slow starts this flow when", told[0], StringComparison.Ordinal);
        Assert.StartsWith("streams.yaml:6: The stream alerts when", told[1], StringComparison.Ordinal);
        Assert.Equal("streams.yaml:12: No flow is called Elsewhere: alerts of this stream start none until it is defined. [FLOW_UNKNOWN] Not in these files; `redline plan` asks the server.", told[2]);
        Assert.Equal("2 files, 4 definitions: no mistakes.", told[3]);

        Write("wrong.yaml", "flows:\n  - name: Wrong\n    nodes:\n      - {id: a, type: wait, seconds: 5, next: {elapsed: b}}\n");
        var wrong = await CommandRun.OfAsync("validate", _directory.Root);
        Assert.Equal(2, wrong.ExitCode);
        Assert.StartsWith("wrong.yaml:4: ", Told(wrong.Error)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfTheSamples_FindsNothing()
    {
        var run = await CommandRun.OfAsync("validate", Path.Combine(Repository.Root, "samples", "definitions"));
        Assert.Equal((0, "1 files, 4 definitions: no mistakes.\n"), Outcome(run));
    }

    [Fact]
    public async Task Validate_OfFilesWithMistakes_NamesEachWithFileAndLine()
    {
        Write("a.yaml", """
            queueSets:
              - id: vip
                namePattern: "*"
            streams:
              - id: slow
                name: Slow
                entityType: queue
                priority: 9
                filterExpression: waitTime > 3
            """);
        Write("b.json", "{\n \"queueSets\": [\n  {\"id\": \"vip\",\n   \"queueIds\": [\"q1\", 7]}],\n \"colour\": 1}");
        Write("c.yaml", "queueSets: [\n");
        Write("d.yaml", "a: 1\n---\nb: 2\n");
        var run = await CommandRun.OfAsync("validate", _directory.Root);
        Assert.Equal(2, run.ExitCode);
        var told = Told(run.Error);
        foreach (var start in (string[])["a.yaml:8:", "a.yaml:9:", "b.json:4:", "b.json:5:", "c.yaml:", "d.yaml:3:"])
            Assert.Contains(told, l => l.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains("b.json:5: There are the lists queueSets, parameters, flows, streams. [definitions.kind.unknown]", told);

        var json = await CommandRun.OfAsync("validate", _directory.Root, "--json");
        Assert.Equal(2, json.ExitCode);
        Assert.Contains("\"line\": 8", json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAFileThatGrowsByAliases_IsRefused()
    {
        var lines = Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat(i == 1 ? "x" : $"*a{i - 1}", 9))}]");
        Write("bomb.yaml", string.Join('\n', lines));
        Assert.Equal("definitions.file.format", Assert.Single(DefinitionFiles.Read(_directory.Root).Mistakes).Code);
    }

    [Fact]
    public async Task Plan_WithoutAServerOrAToken_FailsAndSaysWhy()
    {
        Write("one.yaml", Good);
        var far = await CommandRun.OfAsync("plan", _directory.Root, "--server", "http://redline.example");
        Assert.Equal((1, true), (far.ExitCode, far.Error.Contains("https", StringComparison.Ordinal)));
        var none = await CommandRun.OfAsync("plan", _directory.Root, "--server", "http://127.0.0.1:1");
        Assert.Equal((1, true), (none.ExitCode, none.Error.Contains("REDLINE_TOKEN", StringComparison.Ordinal)));
        Assert.Equal(1, (await CommandRun.OfAsync("plan", _directory.Root, "--server", "https://u:p@redline.example")).ExitCode);
    }

    private string[] Told(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Replace(_directory.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];

    private static (int, string) Outcome(CommandRun run) => (run.ExitCode, run.Output.ReplaceLineEndings("\n"));

    private void Write(string name, string text)
    {
        var path = _directory.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
