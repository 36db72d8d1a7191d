using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Journal;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Server.Definitions;
using Redline.Server.Identity;
using Redline.Server.Organizations;
using Redline.Server.Parameters;
using Redline.Server.QueueSets;
using Redline.Server.Streams;
using Redline.TestKit;

namespace Redline.Server.Tests.Streams;

/// <summary>A server with the endpoints of streams on loopback, its journal in a directory of the test's.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    public const string Editor = "editor";
    public const string Viewer = "viewer";
    public const string Agent = "agent";
    public const string Stranger = "stranger";
    public const string Path = "/api/v2/eventstreams";

    private const string Organization = "acme";

    private readonly SqliteJournal _journal;
    private readonly WebApplication _app;

    private StreamServer(SqliteJournal journal, EngineLoop loop, CommittedView view, FakeTimeProvider clock, int receivers)
    {
        _journal = journal;
        Loop = loop;
        Clock = clock;
        _app = RedlineServer.Build(
            0, NullLoggerProvider.Instance,
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton(loop).AddSingleton(view).AddSingleton<IJournal>(journal)
                .AddSingleton(new OrganizationId(Organization)).AddSingleton(new StreamReceivers(() => receivers))
                .AddSingleton<ICallers>(new Callers()),
            routes =>
            {
                StreamEndpoints.Map(routes);
                QueueSetEndpoints.Map(routes);
                ParameterEndpoints.Map(routes);
                DefinitionEndpoints.Map(routes);
            });
    }

    public HttpClient Http { get; } = new();

    public EngineLoop Loop { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<StreamServer> StartAsync(DirectoryInfo directory, EngineLimits? limits = null, int receivers = 1)
    {
        var clock = new FakeTimeProvider();
        var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = System.IO.Path.Combine(directory.FullName, "redline.db") });
        var view = new CommittedView();
        var loop = new EngineLoop(
            Organization, journal, new WallClock(clock), view, new EngineLoopOptions(), limits ?? EngineLimits.Default with { CoalesceMilliseconds = 0 }, NullLogger<EngineLoop>.Instance);
        await loop.StartAsync();
        var server = new StreamServer(journal, loop, view, clock, receivers);
        await server._app.StartAsync();
        server.Http.BaseAddress = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>Sends a request; the body, if any, as JSON.</summary>
    public async Task<Answer> SendAsync(string method, string path, string? body = null, string? token = Editor, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(request, token, ifMatch);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? token = Editor, string? ifMatch = null)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = text.Length == 0 ? default : JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 }).RootElement;
        return new((int)response.StatusCode, json, response.Headers.ETag?.Tag, response.Headers.Location?.OriginalString);
    }

    /// <summary>A queue is heard of.</summary>
    public async Task ObserveAsync(string queueId, int waiting, string? name = null)
    {
        var observation = Loop.Observations.Rent();
        observation.SourceId = "acd";
        observation.QueueId = queueId;
        observation.QueueName = name;
        observation.MediaType = MediaTypes.Voice;
        observation.ObservedAt = Instant.From(Clock.GetUtcNow());
        observation.Set(Metric.WaitingCount, waiting);
        await Loop.ObserveAsync([observation]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Loop.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private sealed class Callers : ICallers
    {
        public ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken) => ValueTask.FromResult(token switch
        {
            Editor => Of(PersonRole.Administrator, Organization),
            Viewer => Of(PersonRole.Supervisor, Organization),
            Agent => Of(PersonRole.Agent, Organization),
            Stranger => Of(PersonRole.Administrator, "other"),
            _ => null,
        });

        private static Caller Of(PersonRole role, string organization) =>
            new(organization, "person:p", new Person("p", "P", role), Permissions.Of(role).ToHashSet(StringComparer.Ordinal));
    }
}
