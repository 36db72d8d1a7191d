using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Server.Demo;
using Redline.Server.Tests.Identity;

namespace Redline.Server.Tests.Demo;

public sealed class DemoPlatformTests : IDisposable
{
    private readonly DemoDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Alerts_WhenTheDemoIsSlowEnough_ComeThroughTheEmulatedPlatform()
    {
        var options = _directory.Options(("stays", "08:00:00", "11:00:00"));
        var setup = DemoSetup.Prepare(options, TimeProvider.System);
        await using var demo = await DemoServer.StartAsync(
            options, setup, DemoStreams.Read(null, out _), TimeProvider.System, NullLoggerProvider.Instance);
        var address = new Uri(demo.Address);
        using var desktop = await TestDesktop.JoinAsync(address, await SignIn.TokenAsync(address, setup.People[0].Code));

        // A caller of 08:00:00 crosses the warning's line a minute later: eleven minutes after the demo began, which are
        // eleven seconds, of which the connecting may take ten.
        var alert = await UntilAlertAsync(desktop).InTime();

        Assert.StartsWith("http://127.0.0.1:", demo.PlatformAddress, StringComparison.Ordinal);
        Assert.Equal("stays", alert.GetProperty("queueName").GetString());
        Assert.True(Guid.TryParse(alert.GetProperty("queueId").GetString(), out _), "a queue of the platform has a GUID");
        Assert.Equal("1999-03-01T08:01:00.001Z", alert.GetProperty("openedAt").GetString());

        // Its stream starts the flow that ships, which makes an escalation of it.
        var supervisor = await SignIn.TokenAsync(address, setup.People[1].Code);
        var escalation = await UntilEscalationAsync(address, supervisor).InTime();
        Assert.Equal(
            (alert.GetProperty("alertId").GetString(), "flows", "WARNING"),
            (escalation.GetProperty("alertId").GetString(), escalation.GetProperty("createdBy").GetString(), escalation.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task Start_WhenTheDemoIsTooFast_HasNoPlatform()
    {
        var options = _directory.Options(("east", "08:00:00", "08:10:00")) with { Speed = DemoOptions.FastestPlatform + 1 };
        var setup = DemoSetup.Prepare(options, TimeProvider.System);

        await using var demo = await DemoServer.StartAsync(
            options, setup, DemoStreams.Read(null, out _), TimeProvider.System, NullLoggerProvider.Instance);

        Assert.Null(demo.PlatformAddress);
    }

    private static async Task<JsonElement> UntilEscalationAsync(Uri address, string token)
    {
        using var client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        while (true)
        {
            var page = JsonElement.Parse(await client.GetByteArrayAsync("/api/v2/escalations", TestContext.Current.CancellationToken));
            if (page.GetProperty("entities").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } escalation) return escalation;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken); // real time, and few requests a second may be asked
        }
    }

    // Values of queues come before it.
    private static async Task<JsonElement> UntilAlertAsync(TestDesktop desktop)
    {
        while (true)
        {
            var frame = JsonElement.Parse(await desktop.ReceiveAsync() ?? throw new InvalidOperationException("Closed before an alert came."));
            if (frame.TypeOfFrame() == "alert") return frame.GetProperty("alert");
        }
    }
}
