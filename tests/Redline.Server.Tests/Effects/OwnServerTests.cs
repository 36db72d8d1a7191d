using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Effects;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Server.Demo;
using Redline.Server.Effects;
using Redline.Server.Identity;
using Redline.TestKit;

namespace Redline.Server.Tests.Effects;

public sealed class OwnServerTests : IAsyncDisposable
{
    private const string Message = """{"audience":{"roles":["SUPERVISOR"]},"severity":"WARNING","title":"T","text":"Hello"}""";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _wall = new();
    private SqliteJournal _journal = null!;
    private DemoOrganization _organization = null!;
    private WebApplication _app = null!;
    private OwnServer _own = null!;

    [Fact]
    public async Task Call_PassesEverythingARequestPasses_AsTheFlowsPrincipal()
    {
        await StartAsync();
        var sent = await _own.SendAsync(Call("POST", "/api/v2/pushnotifications/messages", Message), Cancel);
        Assert.Equal((201, "application/json"), (sent.Status, sent.ContentType));
        var again = await _own.SendAsync(Call("POST", "/api/v2/pushnotifications/messages", Message), Cancel);
        Assert.Equal(Id(sent), Id(again)); // the same effect, so the same answer
        var other = await _own.SendAsync(Call("POST", "/api/v2/pushnotifications/messages", Message, key: "j/1/n/2"), Cancel);
        Assert.NotEqual(Id(sent), Id(other));
    }

    [Theory]
    [InlineData("GET", "/api/v2/queues?pageSize=1", 200)]
    [InlineData("DELETE", "/api/v2/eventstreams/waiting", 403)]
    [InlineData("GET", "/api/v2/nothing", 404)]
    [InlineData("GET", "/api/v2/../../etc/passwd", 404)]
    [InlineData("POST", "/api/v2/pushnotifications/messages", 400)]
    public async Task Call_GetsTheAnswerAnybodyWouldGet(string method, string path, int status)
    {
        await StartAsync();
        Assert.Equal(status, (await _own.SendAsync(Call(method, path, method == "POST" ? "{}" : null), Cancel)).Status);
    }

    [Fact]
    public async Task Call_WithAnAuthorizationOfItsOwn_IsThatOnes()
    {
        await StartAsync();
        var call = Call("GET", "/api/v2/queues", null) with { Headers = [KeyValuePair.Create("Authorization", "Bearer none")] };
        Assert.Equal(401, (await _own.SendAsync(call, Cancel)).Status);
    }

    [Fact]
    public async Task Calls_AreNotCountedAgainstALimitOfRequests()
    {
        await StartAsync(services => services.AddSingleton(new RateLimits(new() { RequestBurst = 1, RequestsPerMinute = 1 }, _wall)));
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await _own.SendAsync(Call("GET", "/api/v2/queues", null), Cancel)).Status);
    }

    [Fact]
    public async Task Call_WhoseAnswerIsLong_IsCutOff()
    {
        await StartAsync(maxAnswerBytes: 32);
        Assert.Equal(EffectCodes.AnswerLarge, (await _own.SendAsync(Call("GET", "/api/v2/queues", null), Cancel)).Error);
    }

    [Fact]
    public async Task Call_BeforeTheServerIsUp_MayBeTriedAgain()
    {
        var own = new OwnServer(new("test"), new Nobody(), 1_024);
        var reply = await own.SendAsync(Call("GET", "/api/v2/queues", null), Cancel);
        Assert.Equal((EffectCodes.Connect, true), (reply.Error, reply.MayRetry));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            await _organization.DisposeAsync();
            await _journal.DisposeAsync();
        }

        _directory.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static EffectCall Call(string method, string path, string? body, string key = "j/1/n/1") =>
        new("test", key, method, path, [], body is null ? null : Encoding.UTF8.GetBytes(body));

    private static string Id(EffectReply reply)
    {
        using var json = JsonDocument.Parse(reply.Body);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private async Task StartAsync(Action<IServiceCollection>? add = null, int maxAnswerBytes = 65_536)
    {
        _journal = await SqliteJournal.OpenAsync(new() { Path = _directory.File("redline.db") }, Cancel);
        _organization = await DemoOrganization.OpenAsync(new("test", []), _journal, new WallClock(_wall), _wall, NullLoggerFactory.Instance);
        await _organization.Loop.StartAsync();
        _own = new(new("test"), new Nobody(), maxAnswerBytes);
        _app = RedlineServer.Build(0, NullLoggerProvider.Instance, services =>
        {
            _organization.AddTo(services, new([])).AddSingleton<TimeProvider>(_wall).AddSingleton(_own).AddSingleton<ICallers>(_own);
            add?.Invoke(services);
        }, DemoOrganization.Map);
        await _app.StartAsync(Cancel);
    }

    private sealed class Nobody : ICallers
    {
        public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) => new((Caller?)null);
    }
}
