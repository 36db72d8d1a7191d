using System.Text;
using System.Text.Json.Nodes;
using Redline.Simulator.Calls;
using Redline.Simulator.Centre;
using Redline.Simulator.Faults;
using Redline.Simulator.Http;
using Redline.Simulator.Organizations;
using Redline.Simulator.Replay;
using Redline.TestKit;

namespace Redline.Simulator.Tests.Emulation;

/// <summary>
/// An emulated platform on fake time, with a client that may do everything, one that may see nothing, and one that signs
/// users in. Its day: two callers wait in Billing, Ann serves the first; nothing happens in Sales.
/// </summary>
internal sealed class PlatformRig
{
    internal const string Client = "11111111-1111-1111-1111-111111111111";
    internal const string Narrow = "22222222-2222-2222-2222-222222222222";
    internal const string People = "33333333-3333-3333-3333-333333333333";
    internal const string Secret = "secret";

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    internal PlatformRig(IReadOnlyList<Fault>? faults = null, int rate = EmulatedPlatformOptions.UsualRatePerMinute, CentrePlan? plan = null)
    {
        Clock = SimulatedClock.StartingAt(Time, Start.ToUnixTimeMilliseconds(), 1);
        Platform = new(
            new()
            {
                Organization = Organization,
                Plan = plan ?? CentrePlan.OfRecords(Calls) with { QuietQueues = ["Sales"] },
                Faults = faults ?? [],
                RatePerMinute = rate,
            },
            Clock);
        Token = SignIn(Client);
    }

    internal static EmulatedOrganization Organization { get; } = new()
    {
        Divisions = ["North"],
        QueueDivisions = new Dictionary<string, string> { ["Sales"] = "North" },
        Clients =
        [
            new() { Id = Client, Secret = Secret },
            new() { Id = Narrow, Secret = Secret, Grant = new(["routing:queue:view"], ["Home"]) },
            new() { Id = People, RedirectUris = ["https://desk.example.com/back"] },
        ],
    };

    /// <summary>Seconds after the start: two callers from 10 on, the first answered at 70, the second gives up at 400.</summary>
    internal static IReadOnlyList<CallRecord> Calls { get; } =
    [
        Call(10, 70, CallOutcome.Answered, (70, 130)),
        Call(20, 400, CallOutcome.Abandoned, null),
    ];

    internal FakeTimeProvider Time { get; } = new(Start);

    internal SimulatedClock Clock { get; }

    internal EmulatedPlatform Platform { get; }

    /// <summary>A token that may do everything.</summary>
    internal string Token { get; }

    internal string Billing => QueueId("Billing");

    internal string Sales => QueueId("Sales");

    internal static long At(double seconds) => Start.AddSeconds(seconds).ToUnixTimeMilliseconds();

    internal static CallRecord Call(double queued, double left, CallOutcome outcome, (double From, double To)? service) => new(
        "Billing", 0, At(queued), At(queued), At(left), outcome,
        service is null ? null : At(service.Value.From), service is null ? null : At(service.Value.To), service is null ? null : "Ann");

    internal void Advance(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Platform.Advance();
    }

    internal string SignIn(string client) =>
        (string)Json(Send("POST", "/oauth/token", "grant_type=client_credentials", null, ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{Secret}"))}")))["access_token"]!;

    internal EmulatedAnswer Send(string method, string address, string? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        var all = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase);
        if (token is not null) all["Authorization"] = $"Bearer {token}";
        var parts = address.Split('?', 2);
        return Platform.Handle(new()
        {
            Method = method,
            Path = parts[0],
            Query = parts.Length > 1 ? parts[1] : "",
            Headers = all,
            Body = Encoding.UTF8.GetBytes(body ?? ""),
            BaseUri = "http://localhost:5090",
        });
    }

    /// <summary>Asks with the token that may do everything, or another, and expects success.</summary>
    internal JsonObject Ask(string method, string address, string? body = null, string? token = null)
    {
        var answer = Send(method, address, body, token ?? Token);
        Assert.True(answer.Status is >= 200 and < 300, Encoding.UTF8.GetString(answer.Body.Span));
        return answer.Body.IsEmpty ? [] : Json(answer);
    }

    /// <summary>Expects a refusal, and gives its code.</summary>
    internal string Refused(int status, string method, string address, string? body = null, string? token = null)
    {
        var answer = Send(method, address, body, token ?? Token);
        Assert.Equal(status, answer.Status);
        var error = Json(answer);
        Assert.Equal(status, (int)error["status"]!);
        Assert.Equal(answer.Headers["ININ-Correlation-Id"], (string)error["contextId"]!);
        return (string)error["code"]!;
    }

    internal static JsonObject Json(EmulatedAnswer answer) => (JsonObject)JsonNode.Parse(answer.Body.Span)!;

    /// <summary>A channel with a socket that is subscribed to topics.</summary>
    internal FakeSocket Open(params string[] topics)
    {
        var channel = Ask("POST", "/api/v2/notifications/channels");
        var socket = new FakeSocket(this, (string)channel["id"]!);
        Ask("PUT", $"/api/v2/notifications/channels/{socket.ChannelId}/subscriptions", Topics(topics));
        socket.Connect();
        return socket;
    }

    internal static string Topics(params IEnumerable<string> topics) =>
        new JsonArray([.. topics.Select(t => new JsonObject { ["id"] = t })]).ToJsonString();

    private string QueueId(string name) => Platform.Centre.QueueNamed(name)!.Id;
}
