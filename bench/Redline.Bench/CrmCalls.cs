using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.Delivery.Effects;

namespace Redline.Bench;

/// <summary>
/// What the flows of an alert would ask of the faulty CRM: a request to each of its ports and one to a name that leads to
/// loopback, each beginning and end of which is written to the journal the server writes to.
/// </summary>
internal sealed class CrmCalls : IAsyncDisposable
{
    private const int RecordBytes = 600;

    private static readonly byte[] Record = Encoding.ASCII.GetBytes(new string('r', RecordBytes));

    private readonly FaultyCrm _crm;
    private readonly BenchServer _server;
    private readonly EffectRunner _runner;
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private long _started;

    /// <param name="crm">Whom is called.</param>
    /// <param name="server">Whose journal is written to.</param>
    /// <param name="options">How calls are made.</param>
    public CrmCalls(FaultyCrm crm, BenchServer server, EffectOptions options)
    {
        (_crm, _server) = (crm, server);
        var egress = new EgressOptions { AllowedHosts = ["*:*"], AllowedNetworks = [FaultyCrm.Address + "/32"], AllowPlainHttp = true };
        _runner = new(options, new() { Egress = egress }, ConcludedAsync, TimeProvider.System, NullLogger<EffectRunner>.Instance);
    }

    /// <summary>How the effects ended so far, by code.</summary>
    public string Ends
    {
        get
        {
            lock (_codes) return string.Join(", ", _codes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
        }
    }

    /// <summary>An alert triggers: begins its effects.</summary>
    public void Begin()
    {
        foreach (var port in _crm.Ports) Begin($"http://{FaultyCrm.Address}:{port}/hook");
        Begin($"http://localhost:{_crm.Ports[^1]}/hook");
    }

    /// <summary>Waits until everything has ended.</summary>
    public async Task SettleAsync()
    {
        while (_runner.UnderWay > 0) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private void Begin(string url)
    {
        var number = Interlocked.Increment(ref _started);
        _ = _server.RecordAsync($"effect-{number}", Record);
        _runner.Submit(new("bench", $"bench/{number}/crm/1", 3, number, EffectKind.HttpRequest, new("POST", url)
        {
            Body = """{"queueId":"billing","severity":"CRITICAL","waitTimeSeconds":312.4}""",
            Timeout = TimeSpan.FromSeconds(1),
            Retry = new() { Attempts = 2, Delay = TimeSpan.FromMilliseconds(100) },
            Answer = new Dictionary<string, string> { ["tier"] = "$.tier" },
        }));
    }

    private async ValueTask ConcludedAsync(EffectConclusion conclusion)
    {
        lock (_codes) _codes[conclusion.Code ?? "ok"] = _codes.GetValueOrDefault(conclusion.Code ?? "ok") + 1;
        await _server.RecordAsync(conclusion.Key.Replace('/', '-'), Record);
    }
}
