using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.CrashServer;
using Redline.Server.Configuration;
using Redline.Server.Serving;

// The server as it is served, which kills itself at a commit of a flow's execution, or is killed. Prints
// "open ADDRESS CODE" when it can be used, and "finished" when an execution's end is committed.
// Arguments: the data directory, which has people.yaml; BEFORE, AFTER or NEVER; the number of the commit.
var options = new RedlineOptions
{
    Server = new() { Port = 0, DataDirectory = args[0] },
    Identity = new() { PeopleFile = Path.Combine(args[0], "people.yaml") },
    Flows = new() { AllowedHosts = ["127.0.0.1:*"], AllowedNetworks = ["127.0.0.0/8"], AllowPlainHttp = true },
};
var (side, number) = (Enum.Parse<FatalSide>(args[1], ignoreCase: true), int.Parse(args[2], CultureInfo.InvariantCulture));
await using var server = await OrganizationServer.StartAsync(
    options, TimeProvider.System, NullLoggerProvider.Instance, journal => new FatalJournal(journal, side, number));
Console.WriteLine($"open {server.Address} {server.FirstSignInCode}");
await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
