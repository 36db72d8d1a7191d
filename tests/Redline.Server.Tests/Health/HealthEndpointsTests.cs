using System.Net;

namespace Redline.Server.Tests.Health;

public sealed class HealthEndpointsTests
{
    [Fact]
    public async Task Ready_WhenTheEngineDecides_SaysSo()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal((HttpStatusCode.OK, """{"status":"ready"}"""), await GetAsync(server, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await GetAsync(server, "/health/live"));
    }

    [Fact]
    public async Task Ready_WhenTheEngineDoesNotDecide_NamesTheReason()
    {
        await using var server = await RunningServer.StartAsync(startLoop: false);

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"notReady","code":"loop.starting"}"""),
            await GetAsync(server, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await GetAsync(server, "/health/live"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(RunningServer server, string path)
    {
        using var client = server.Client();
        using var answer = await client.GetAsync(path).InTime();
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
