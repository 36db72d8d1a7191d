using System.Text.RegularExpressions;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Commands;

public sealed partial class DemoCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Demo_WhenStoppedAndStartedAgain_PrintsTheSameLinksAndTheyWork()
    {
        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Contains("It begins at 1999-03-01T07:51:00.", first);
        Assert.Contains("It goes on at ", second);
        Assert.Equal(["agent", "supervisor"], Links().Matches(first).Select(m => m.Groups["role"].Value));
        Assert.Equal(
            Links().Matches(first).Select(m => m.Groups["code"].Value),
            Links().Matches(second).Select(m => m.Groups["code"].Value));
    }

    [Fact]
    public async Task Demo_WhenTheDirectoryHoldsAnother_NamesTheRemedy()
    {
        await RunAsync();

        var run = await CommandRun.OfAsync([.. Arguments(), "--speed", "7"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--fresh", run.Error);
        Assert.Contains("[demo.other]", run.Error);
    }

    [Fact]
    public async Task Demo_WhenItsStreamsAreWrong_NamesEveryMistakeAndTouchesNothing()
    {
        var streams = _directory.Write("streams.json", """[{"name":"a"},{"entityType":"queue"}]""");

        var run = await CommandRun.OfAsync([.. Arguments(), "--streams", streams]);

        Assert.Equal(2, run.ExitCode);
        Assert.All((string[])["$[0].entityType: ", "$[0]: ", "$[1].name: "], path => Assert.Contains(path, run.Error));
        Assert.False(Directory.Exists(_directory.File("data")));
    }

    private string[] Arguments()
    {
        var calls = _directory.Write("calls.csv", """
            queue,arrived,queued,left_queue,outcome,service_start,service_end
            east,1999-03-01T08:00:00,1999-03-01T08:00:00,1999-03-01T09:00:00,abandoned,,
            """);
        return ["demo", "--calls", calls, "--port", "0", "--data", _directory.File("data")];
    }

    private async Task<string> RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new AnnouncedWriter();
        var running = CommandRun.OfAsync(output, stop.Token, Arguments());

        var announced = await Task.WhenAny(output.Announced, running).InTime() == running
            ? throw new InvalidOperationException((await running).Error)
            : await output.Announced;
        foreach (Match link in Links().Matches(announced))
        {
            var address = new Uri(link.Groups["address"].Value);
            var token = await SignIn.TokenAsync(address, link.Groups["code"].Value);
            using var desktop = await TestDesktop.JoinAsync(address, token);
            Assert.Equal(link.Groups["role"].Value, desktop.Hello.GetProperty("person").Text("role"), ignoreCase: true);
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await running.InTime()).ExitCode);
        Assert.Contains("Stopping.", output.ToString());
        return announced;
    }

    [GeneratedRegex(@"\((?<role>\w+)\): (?<address>http://127\.0\.0\.1:\d+)/desktop#code=(?<code>[A-Za-z0-9_-]{43})")]
    private static partial Regex Links();
}
