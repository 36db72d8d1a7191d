using System.Globalization;
using Redline.Server.Demo;

namespace Redline.Server.Tests.Demo;

/// <summary>A demo's data directory and calls made for a test.</summary>
internal sealed class DemoDirectory : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Data => _directory.File("data");

    public string Record => Path.Combine(Data, "demo.json");

    /// <summary>Options for calls of 1 March 1999: queue, when it begins to wait, when it stops.</summary>
    public DemoOptions Options(params (string Queue, string Queued, string Left)[] calls) => new()
    {
        CallFiles = [Calls("calls.csv", calls)],
        DataDirectory = Data,
        Port = 0,
    };

    public string Calls(string name, params (string Queue, string Queued, string Left)[] calls) => _directory.Write(
        name,
        "queue,arrived,queued,left_queue,outcome,service_start,service_end\n"
        + string.Concat(calls.Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Queue},1999-03-01T{c.Queued},1999-03-01T{c.Queued},1999-03-01T{c.Left},abandoned,,\n"))));

    public void Dispose() => _directory.Dispose();
}
