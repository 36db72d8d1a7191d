using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Engine.Queues;
using Redline.GenesysCloud;
using Redline.Server.Simulation;
using Redline.Simulator;

namespace Redline.Server.Tests.Effects;

/// <summary>An emulated platform with its workflows, and a connector to it that nobody runs: it only calls.</summary>
internal sealed class EmulatedWorkflows : IGenesysListener, IGenesysInterest, IAsyncDisposable
{
    private readonly SimulationServer _server;
    private readonly string _clientId;
    private readonly string _secret;

    private EmulatedWorkflows(SimulationServer server, string clientId, string secret)
    {
        (_server, _clientId, _secret) = (server, clientId, secret);
        Connector = ConnectorTo(server.Address, secret);
    }

    public string Address => _server.Address;

    public GenesysConnector Connector { get; }

    public long Version => 0;

    public IReadOnlyCollection<string> UserIds => [];

    public static async Task<EmulatedWorkflows> StartAsync()
    {
        var options = new SimulationOptions { LoadQueues = 1, Port = 0 };
        var setup = SimulationSetup.Prepare(options, SimulationOrganization.Make(options), TimeProvider.System);
        var server = await SimulationServer.StartAsync(setup.Clock, new EmulatedPlatform(setup.Options, setup.Clock), 0, NullLoggerProvider.Instance);
        return new(server, setup.Options.Organization.Clients[0].Id, setup.Options.Organization.Clients[0].Secret!);
    }

    /// <summary>A connector to some address with some secret.</summary>
    public GenesysConnector ConnectorTo(string address, string secret) => new(
        new("main", new(address), new(address), _clientId, () => secret), new() { RetryDelay = TimeSpan.FromMilliseconds(100), MaxRetryDelay = TimeSpan.FromMilliseconds(100) },
        this, this, new(TimeProvider.System, TimeProvider.System), NullLogger.Instance);

    /// <summary>The id of a flow by its name.</summary>
    public async Task<string> IdOfAsync(string name) =>
        (await GetAsync($"api/v2/flows?name={Uri.EscapeDataString(name)}")).GetProperty("entities")[0].GetProperty("id").GetString()!;

    /// <summary>Asks the platform as anybody with a token does.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = new(_server.Address) };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{_clientId}:{_secret}")));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        using var token = await http.PostAsync(new Uri("oauth/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var answer = await token.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("access_token").GetString());
        return await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public QueueInterest Of(string queueId, string? queueName, string? divisionId) => QueueInterest.None;

    public Observation RentObservation() => new();

    public ValueTask ObservedAsync(Observation[] observations) => default;

    public ValueTask HeartbeatAsync() => default;

    public ValueTask<bool> ConditionChangedAsync(SourceCondition? condition) => new(true);

    public ValueTask<bool> QueuesGoneAsync(IReadOnlyList<string> queueIds) => new(true);

    public ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users) => default;

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        await _server.DisposeAsync();
    }
}
