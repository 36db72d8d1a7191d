using Microsoft.Extensions.Logging.Abstractions;
using Redline.Server.Commands;
using Redline.Server.Configuration;
using Redline.Server.Serving;

namespace Redline.Server.Tests.Commands;

public sealed class ServeCommandTests : IDisposable
{
    private const string Zoe = "people: [{id: zoe, name: Zoe Adler, role: ADMINISTRATOR}]";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serve_WhenAskedToCheck_PrintsEveryOptionWithItsPlaceAndExits()
    {
        var file = _directory.Write("redline.yaml", "server: {port: 1, hosts: [a.example.com]}");

        var run = await CommandRun.OfAsync("serve", "--check", "--config", file, "--port", "5081");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains("  port: 5081  # --port", run.Output);
        Assert.Contains($"  hosts: [\"a.example.com\"]  # {file}:1:26", run.Output);
        Assert.Contains("  requestBurst: 100  # default", run.Output);
    }

    [Fact]
    public async Task Serve_WhenSeveralOptionsAreWrong_NamesThemAllAndDoesNotStart()
    {
        var run = await CommandRun.OfAsync("serve", "--port", "x", "--set", "server.adress=::1", "--set", "what", "--data", _directory.File("data"));

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("""--port: server.port is a whole number. It is "x". [config.value]""", run.Error);
        Assert.Contains("""--set: There is no such option; did you mean server.address? It is "server.adress". [config.key.unknown]""", run.Error);
        Assert.Contains("""It is "what". [config.key.unknown]""", run.Error);
        Assert.False(Directory.Exists(_directory.File("data")));
    }

    [Fact]
    public async Task Reload_WhenThePeopleAreWrongOrRight_TakesAllOfThemOrNone()
    {
        var people = _directory.Write("people.yaml", Zoe);
        await using var server = await OrganizationServer.StartAsync(
            new RedlineOptions { Server = new() { Port = 0, DataDirectory = _directory.Root }, Identity = new() { PeopleFile = people } },
            TimeProvider.System, NullLoggerProvider.Instance);
        var (output, error) = (new StringWriter(), new StringWriter());
        var reload = new PeopleReload(server, output, error);

        _directory.Write("people.yaml", Zoe + "\nnonsense: 1");
        reload.Begin();
        await reload.EndAsync().InTime();
        Assert.Contains("people.yaml line 2: This key is not known", error.ToString());
        Assert.Contains("The people stay as they were", error.ToString());
        Assert.Equal("", output.ToString());

        _directory.Write("people.yaml", Zoe);
        reload.Begin();
        await reload.EndAsync().InTime();
        Assert.Contains("The people were read again.", output.ToString());
    }
}
