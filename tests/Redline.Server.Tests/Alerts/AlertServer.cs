using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Alerts;
using Redline.Delivery.Deliveries;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Delivery.People;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Engine.Streams;
using Redline.Server.Alerts;
using Redline.Server.Identity;
using Redline.Server.Organizations;
using Redline.Server.Streams;
using Redline.Server.Tests.Streams;
using Redline.TestKit;

namespace Redline.Server.Tests.Alerts;

/// <summary>
/// A server with the endpoints of alerts on loopback, its journal in a directory of the test's. The test says how many
/// wait: more than none is a warning, more than four critical. Tokens are the ids of <see cref="Cast"/>.
/// </summary>
internal sealed class AlertServer : IAsyncDisposable
{
    public const string Path = "/api/v2/alerts";

    private const string Organization = "acme";

    private const string Streams = """
        [{"id":"waiting","name":"Somebody waits","entityType":"queue","sourceEntity":"routing.queue.metrics",
          "priority":2,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,"levels":[
           {"severity":"WARNING","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":0}},
           {"severity":"CRITICAL","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":4}}]}]
        """;

    private static readonly Dictionary<string, Caller> Cast = new(StringComparer.Ordinal)
    {
        ["sam"] = Of(PersonRole.Supervisor, "sam", "Sam Brook"),
        ["kim"] = Of(PersonRole.Supervisor, "kim", "Kim Lee"),
        ["zoe"] = Of(PersonRole.Administrator, "zoe", "Zoe Adler"),
        ["nora"] = Of(PersonRole.Supervisor, "nora", "Nora North") with { Visible = new Visibility([], ["north"]) },
        ["ana"] = Of(PersonRole.Agent, "ana", "Ana Weber") with { Permissions = new HashSet<string> { Permissions.AlertView, Permissions.AlertAcknowledge } },
        ["program"] = new(Organization, "client:bot", null, Permissions.Of(PersonRole.Administrator).ToHashSet()),
        ["stranger"] = Of(PersonRole.Administrator, "eve", "Eve") with { OrganizationId = "other" },
    };

    private readonly SqliteJournal _journal;
    private readonly IdentityParts _identity;
    private readonly EngineLoop _loop;
    private readonly FakeTimeProvider _clock;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private AlertServer(SqliteJournal journal, IdentityParts identity, EngineLoop loop, CommittedView view, AlertHistory history, FakeTimeProvider clock)
    {
        (_journal, _identity, _loop, _clock) = (journal, identity, loop, clock);
        _app = RedlineServer.Build(
            0, NullLoggerProvider.Instance,
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton(loop).AddSingleton(view).AddSingleton(history)
                .AddSingleton(new OrganizationId(Organization)).AddSingleton<ICallers>(new Callers()).AddSingleton(identity.Audit)
                .AddSingleton(new DeliveryLedger(journal, Organization, new(), clock, NullLogger<DeliveryLedger>.Instance))
                .AddSingleton<IPeople>(new DemoPeople(Cast.Values.Select(c => c.Person).OfType<Person>())),
            AlertEndpoints.Map);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AlertServer> StartAsync(TemporaryDirectory directory, int maxAlerts = 1_000)
    {
        var clock = new FakeTimeProvider();
        var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = directory.File("redline.db") });
        var identity = await IdentityParts.OpenAsync(journal, Organization, new IdentityOptions(), clock);
        var view = new CommittedView();
        var history = new AlertHistory(journal, Organization, maxAlerts);
        var loop = new EngineLoop(
            Organization, journal, new WallClock(clock), new CommittedListeners(view, history),
            new EngineLoopOptions { MaxAlerts = maxAlerts }, EngineLimits.Default with { CoalesceMilliseconds = 0 }, NullLogger<EngineLoop>.Instance);
        await loop.StartAsync();
        foreach (var stream in StreamFile.Parse(Encoding.UTF8.GetBytes(Streams), out _)) await loop.AskAsync(new DefineStream(stream), Cancel);
        var server = new AlertServer(journal, identity, loop, view, history, clock);
        await server._app.StartAsync(Cancel);
        server._http.BaseAddress = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>A second later that many wait in a queue; completes when what follows is committed.</summary>
    public async Task ReportAsync(string queueId, int waiting, string? divisionId = null, string mediaType = "voice")
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        var observation = _loop.Observations.Rent();
        (observation.SourceId, observation.QueueId, observation.QueueName) = ("acd", queueId, $"Queue {queueId}");
        (observation.DivisionId, observation.MediaType) = (divisionId, mediaType);
        observation.ObservedAt = Instant.From(_clock.GetUtcNow());
        observation.Set(Metric.WaitingCount, waiting);
        await _loop.ObserveAsync([observation], cancellationToken: Cancel);
        await _loop.AskAsync(new DeleteStream("none"), Cancel);
    }

    /// <summary>Completes when the divisions of the queues are published, which takes two seconds.</summary>
    public async Task PublishedAsync()
    {
        var view = _app.Services.GetRequiredService<CommittedView>();
        while (!view.Queues.Any(q => q.DivisionId is not null))
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            await _loop.AskAsync(new DeleteStream("none"), Cancel);
        }
    }

    public Task DisableAsync(string streamId)
    {
        var stream = _app.Services.GetRequiredService<CommittedView>().Streams[streamId].Definition;
        return _loop.AskAsync(new DefineStream(stream with { Status = StreamStatus.Disabled }), Cancel);
    }

    /// <summary>The audit log takes no more entries.</summary>
    public void StopAuditing() => _identity.Dispose();

    public ValueTask StopDecidingAsync() => _loop.DisposeAsync();

    public async Task<Answer> SendAsync(string method, string path, string token = "sam", string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Path + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return new((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, null, null);
    }

    public Task<Answer> AcknowledgeAsync(string id, string token = "sam", string? body = null) =>
        SendAsync("POST", $"/{id}/acknowledgement", token, body);

    public Task<Answer> WithdrawAsync(string id, string token = "sam") => SendAsync("DELETE", $"/{id}/acknowledgement", token);

    /// <summary>The ids of a page and how many there are.</summary>
    public async Task<string> ListAsync(string query = "", string token = "sam")
    {
        var answer = await SendAsync("GET", query, token);
        Assert.Equal(200, answer.Status);
        return $"{string.Join(' ', answer.Each("entities", "id"))} of {answer.Number("total")}";
    }

    /// <summary>Who did what to what, oldest first.</summary>
    public async Task<string[]> AuditAsync()
    {
        var entries = await _identity.Audit.ListAsync(0, 100, Cancel);
        return [.. entries.Reverse().Select(e => $"{e.Actor} {e.Action} {e.Target}")];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _loop.DisposeAsync();
        _identity.Dispose();
        await _journal.DisposeAsync();
    }

    private static Caller Of(PersonRole role, string id, string name) =>
        new(Organization, "person:" + id, new Person(id, name, role), Permissions.Of(role).ToHashSet(StringComparer.Ordinal));

    private sealed class Callers : ICallers
    {
        public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Cast.GetValueOrDefault(token));
    }
}
