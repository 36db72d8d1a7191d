namespace Redline.Server.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task Help_WhenAskedOfRedline_NamesEveryCommand()
    {
        var run = await CommandRun.OfAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("demo", run.Output);
        Assert.Contains("replay", run.Output);
    }

    [Theory]
    [InlineData("replay",
        "--calls <calls> (REQUIRED)", "--streams <streams> (REQUIRED)", "--out <out> (REQUIRED)",
        "stream,queue,mediaType,severity,triggered,resolved")]
    [InlineData("demo",
        "--calls", "--day", "--speed", "[default: 60]", "--fresh", "--port", "[default: 5080]", "--data", "--streams")]
    [InlineData("doctor", "--config", "--data", "--set", "--streams", "--source", "--json")]
    [InlineData("validate", "<path>", "--json")]
    [InlineData("plan", "<path>", "--server <server> (REQUIRED)", "--token-file", "--prune", "--json", "REDLINE_CLIENT_SECRET")]
    [InlineData("apply", "<path>", "--server", "--prune", "--json")]
    [InlineData("serve", "--config", "--port", "--data", "--people", "--set", "--check")]
    public async Task Help_WhenAskedOfACommand_NamesEveryOption(string command, params string[] parts)
    {
        var run = await CommandRun.OfAsync(command, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(parts, part => Assert.Contains(part, run.Output));
    }

    [Theory]
    [InlineData("--speed 0", "--speed is a number from 0.1 to 10000.")]
    [InlineData("--speed 10001", "--speed is a number from 0.1 to 10000.")]
    [InlineData("--speed NaN", "--speed is a number from 0.1 to 10000.")]
    [InlineData("--port 65536", "--port is a number from 0 to 65535.")]
    [InlineData("--day 11.3.1999", "--day 11.3.1999 is not a day; write it as 1999-03-11.")]
    [InlineData("--day 1999-02-29", "--day 1999-02-29 is not a day")]
    public async Task Demo_WhenAnOptionIsOutOfRange_SaysWhatItMayBe(string options, string message)
    {
        var run = await CommandRun.OfAsync(["demo", .. options.Split(' ')]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task Replay_WhenNothingIsGiven_NamesEveryMissingOption()
    {
        var run = await CommandRun.OfAsync("replay");

        Assert.NotEqual(0, run.ExitCode);
        Assert.All(
            (string[])["--calls", "--streams", "--out"], name => Assert.Contains($"'{name}' is required", run.Error));
    }
}
