using System.CommandLine;
using System.Globalization;
using Redline.Server.Simulation;
using Redline.Simulator;
using Redline.Simulator.Http;
using Redline.Simulator.Replay;

namespace Redline.Server.Commands;

/// <summary><c>redline simulate</c>: the Genesys Cloud endpoints Redline uses, in front of a simulated contact centre.</summary>
internal static class SimulateCommand
{
    private static readonly Option<FileInfo[]> Calls = new("--calls")
    {
        Description = "Files of call records (see replay). Without them calls are generated.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Day = new("--day")
    {
        Description = "The day of the recorded calls, yyyy-MM-dd; without it all of them. For generated calls the day they begin on.",
    };

    private static readonly Option<string?> Start = new("--start")
    {
        Description = "The simulated instant to begin at, 1999-03-11T07:00:00Z; default: ten minutes before somebody has waited a minute.",
    };

    private static readonly Option<double> Speed = new("--speed") { Description = "Simulated seconds per second, 0.1 to 10000.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Port = new("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 5090 };

    private static readonly Option<int> Load = new("--load-queues") { Description = "So many queues that change once a second, instead of calls; up to 20000." };

    private static readonly Option<string?> ClientId = new("--client-id") { Description = "The id of the OAuth client; default: one is made and printed." };

    private static readonly Option<string?> ClientSecret = new("--client-secret") { Description = "Its secret; default: one is made and printed." };

    private static readonly Option<FileInfo?> Organization = new("--organization")
    {
        Description = "A JSON file of what the organization has set up: divisions, clients with permissions, users, flows.",
    };

    private static readonly Option<FileInfo?> Faults = new("--faults") { Description = "A JSON file of faults and when they happen." };

    private static readonly Option<int> Rate = new("--rate-limit")
    {
        Description = "Requests a token may make in a minute of simulated time.",
        DefaultValueFactory = _ => EmulatedPlatformOptions.UsualRatePerMinute,
    };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "What generated calls and chance in faults follow from.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("simulate", "Run an emulated Genesys Cloud with a simulated contact centre behind it: login, API and streaming on one port.")
        {
            Calls, Day, Start, Speed, Port, Load, ClientId, ClientSecret, Organization, Faults, Rate, Seed,
        };
        Require(Day, v => v is null || ParseDay(v) is not null, "--day is a day, such as 1999-03-11.");
        Require(Start, v => v is null || ParseInstant(v) is not null, "--start is an instant, such as 1999-03-11T07:00:00Z.");
        Require(Speed, v => v is >= 0.1 and <= SimulatedClock.MaximumSpeed, "--speed is a number from 0.1 to 10000.");
        Require(Port, v => v is >= 0 and <= 65_535, "--port is a number from 0 to 65535.");
        Require(Load, v => v is >= 0 and <= EmulatedPlatformOptions.MostLoadQueues, "--load-queues is a number from 0 to 20000.");
        Require(Rate, v => v is >= 1 and <= 1_000_000, "--rate-limit is a number from 1 to 1000000.");
        command.SetAction((result, cancel) => RunAsync(Read(result), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static void Require<T>(Option<T> option, Func<T?, bool> holds, string otherwise) => option.Validators.Add(result =>
    {
        if (!holds(result.GetValueOrDefault<T>())) result.AddError(otherwise);
    });

    private static SimulationOptions Read(ParseResult line) => new()
    {
        CallFiles = [.. (line.GetValue(Calls) ?? []).Select(f => f.FullName)],
        Day = ParseDay(line.GetValue(Day)),
        Start = ParseInstant(line.GetValue(Start)),
        Speed = line.GetValue(Speed),
        Port = line.GetValue(Port),
        LoadQueues = line.GetValue(Load),
        ClientId = line.GetValue(ClientId),
        ClientSecret = line.GetValue(ClientSecret),
        OrganizationFile = line.GetValue(Organization)?.FullName,
        FaultsFile = line.GetValue(Faults)?.FullName,
        RatePerMinute = line.GetValue(Rate),
        Seed = line.GetValue(Seed),
    };

    private static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset? ParseInstant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static async Task<int> RunAsync(SimulationOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var organization = SimulationOrganization.Make(options);
            var setup = SimulationSetup.Prepare(options, organization, TimeProvider.System);
            var platform = new EmulatedPlatform(setup.Options, setup.Clock);
            using var logs = new StandardErrorLogs(error);
            await using var server = await SimulationServer.StartAsync(setup.Clock, platform, options.Port, logs);
            Announce(output, setup, server.Address);
            await StopSignal.WaitAsync(cancel);
            await output.WriteLineAsync("Stopping.");
            return ExitCode.Done;
        }
        catch (SimulationException e)
        {
            await error.WriteLineAsync($"{e.Message} [{e.Code}]");
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await error.WriteLineAsync($"The simulation cannot run: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static void Announce(TextWriter output, SimulationSetup setup, string address)
    {
        var uri = new Uri(address);
        foreach (var note in setup.Notes) output.WriteLine(note);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Emulated Genesys Cloud at {address}: {setup.Name}, {setup.Clock.Speed} times as fast, from {WireText.Instant(setup.Clock.AnchorSimulatedMilliseconds)} of simulated time."));
        output.WriteLine($"Login, API and streaming are all there: {address}/oauth/token, {address}/api/v2, and the connectUri of each channel.");
        foreach (var client in setup.Options.Organization.Clients)
            output.WriteLine($"  {client.Name}: client id {client.Id}, {(client.Secret is { } secret ? $"secret {secret}" : "signs users in with PKCE")}");
        output.WriteLine("The official JavaScript SDK comes here by its gateway:");
        output.WriteLine($"  client.setGateway({{ protocol: '{uri.Scheme}', host: '{uri.Host}', port: {uri.Port} }})");
        output.WriteLine("What is the matter, and what is to go wrong:");
        output.WriteLine($"  curl {address}/simulation");
        output.WriteLine($"  curl -d '{{\"fault\":\"dropSockets\",\"everySeconds\":30}}' {address}/simulation/faults");
        output.WriteLine("Ctrl+C stops.");
        output.Flush();
    }
}
