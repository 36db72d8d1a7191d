using System.Globalization;

namespace Redline.Server.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Header = "queue,arrived,queued,left_queue,outcome,service_start,service_end\n";

    private const string SixtySeconds = """
        [{"name":"long","entityType":"queue","clearAfterSeconds":0,"cooldownSeconds":0,
          "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":60}}]
        """;

    private readonly TemporaryDirectory _directory = new();

    private string Out => _directory.File("alerts.csv");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Replay_WhenStreamsAndQueuesNeedQuotes_WritesSortedQuotedRowsAndLeavesOpenOnesOpen()
    {
        const string streams = """
            [{"name":"say \"now\", twice","entityType":"queue","clearAfterSeconds":5,"cooldownSeconds":0,"levels":[
               {"severity":"WARNING",
                 "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":60}},
               {"severity":"CRITICAL",
                 "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":120}}]},
             {"name":"for ever","entityType":"queue","cooldownSeconds":0,
              "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":60},
              "clearExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":1000}}]
            """;

        var run = await ReplayAsync(
            Header + Call("\"north, \"\"old\"\"\"", "08:00:00", "08:02:30") + Call("east", "08:00:00", "08:01:10"),
            streams);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """"
            stream,queue,mediaType,severity,triggered,resolved
            for ever,east,voice,CRITICAL,1999-03-01T08:01:00.000Z,
            for ever,"north, ""old""",voice,CRITICAL,1999-03-01T08:01:00.000Z,
            "say ""now"", twice",east,voice,WARNING,1999-03-01T08:01:00.001Z,1999-03-01T08:01:15.000Z
            "say ""now"", twice","north, ""old""",voice,CRITICAL,1999-03-01T08:01:00.001Z,1999-03-01T08:02:35.000Z

            """",
            await OutAsync());
        Assert.Contains("2 calls of 2 queues", run.Output);
        Assert.Contains("4 alerts written to alerts.csv, 2 of them still open when the calls ended.", run.Output);
    }

    [Fact]
    public async Task Replay_WhenSeveralFilesAreGiven_TakesThemAsOneStretch()
    {
        // The second caller began to wait while the first did: seen file by file there would be two alerts.
        var first = _directory.Write("b.csv", Header + Call("east", "08:00:00", "08:01:30"));
        var second = _directory.Write("a.csv", Header + Call("east", "08:00:10", "08:02:00"));

        var run = await CommandRun.OfAsync(
            "replay", "--calls", first, second,
            "--streams", _directory.Write("streams.json", SixtySeconds), "--out", Out);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["long,east,voice,CRITICAL,1999-03-01T08:01:00.000Z,1999-03-01T08:02:00.000Z"], await RowsAsync());
    }

    [Fact]
    public async Task Replay_WhenLinesAreBad_NamesThemByNumberAndGoesOn()
    {
        var lines = Header + Call("east", "08:00:00", "08:02:00") + "east,yesterday,,,abandoned,,\n"
            + Call("west", "09:00:00", "09:02:00") + "west,1999-03-01T09:00:00,too,few\n"
            + Call("west", "10:00:00", "10:02:00");

        var run = await ReplayAsync(lines, SixtySeconds);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("calls.csv line 3: ", run.Error);
        Assert.Contains("calls.csv line 5: ", run.Error);
        Assert.Contains("2 bad lines", run.Output);
        Assert.Equal(3, (await RowsAsync()).Length);
    }

    [Fact]
    public async Task Replay_WhenManyLinesAreBad_TellsTheFirstAndCountsTheOthers()
    {
        var bad = string.Concat(Enumerable.Repeat("bad\n", 150));

        var run = await ReplayAsync(Header + bad + Call("east", "08:00:00", "08:02:00"), SixtySeconds);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(20, run.Error.Split("calls.csv line ").Length - 1);
        Assert.Contains("... and 130 more bad lines.", run.Error);
    }

    [Fact]
    public async Task Replay_WhenStreamsAreWrong_NamesEveryMistakeAndWritesNothing()
    {
        const string streams = """
            [{"name":"a","entityType":"queue","priority":9,
              "filterExpression":{"field":"waitTime","operator":"GREATER_THAN","value":60}},
             {"entityType":"queue","audience":{},
               "filterExpression":{"field":"waitTimeSeconds","operator":"OVER","value":60}}]
            """;

        var run = await ReplayAsync(Header + Call("east", "08:00:00", "08:02:00"), streams);

        Assert.Equal(2, run.ExitCode);
        Assert.All(
            (string[])["$[0].priority", "$[0].filterExpression.field", "$[1].name",
                "$[1].audience", "$[1].filterExpression.operator"],
            path => Assert.Contains($"  {path}: ", run.Error));
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task Replay_WhenTheStreamsFileIsMissing_SaysSo()
    {
        var calls = _directory.Write("calls.csv", Header);

        var run = await CommandRun.OfAsync(
            "replay", "--calls", calls, "--streams", _directory.File("none.json"), "--out", Out);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("[streams.file.unreadable]", run.Error);
    }

    [Fact]
    public async Task Replay_WhenTheCallsFileIsMissing_SaysSoAndWritesNothing()
    {
        var streams = _directory.Write("streams.json", SixtySeconds);

        var run = await CommandRun.OfAsync(
            "replay", "--calls", _directory.File("none.csv"), "--streams", streams, "--out", Out);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("none.csv", run.Error);
        Assert.Contains("[calls.file.unreadable]", run.Error);
        Assert.Contains("There is no call to replay.", run.Error);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task Replay_WhenTheOutputCannotBeWritten_SaysSoAndFails()
    {
        var calls = _directory.Write("calls.csv", Header + Call("east", "08:00:00", "08:02:00"));
        var streams = _directory.Write("streams.json", SixtySeconds);

        foreach (var unwritable in (string[])[_directory.File("no/such/alerts.csv"), _directory.Root])
        {
            var run = await CommandRun.OfAsync("replay", "--calls", calls, "--streams", streams, "--out", unwritable);

            Assert.Equal(1, run.ExitCode);
            Assert.Contains("cannot be written", run.Error);
        }
    }

    private static string Call(string queue, string queued, string left) => string.Create(
        CultureInfo.InvariantCulture,
        $"{queue},1999-03-01T{queued},1999-03-01T{queued},1999-03-01T{left},abandoned,,\n");

    private Task<CommandRun> ReplayAsync(string calls, string streams) => CommandRun.OfAsync(
        "replay", "--calls", _directory.Write("calls.csv", calls),
        "--streams", _directory.Write("streams.json", streams), "--out", Out);

    private Task<string> OutAsync() => File.ReadAllTextAsync(Out);

    private async Task<string[]> RowsAsync() => (await OutAsync()).TrimEnd('\n').Split('\n')[1..];
}
