using System.CommandLine;
using System.Globalization;
using Redline.Delivery.Journal;
using Redline.Engine;
using Redline.Server.Demo;
using Redline.Server.Http;
using Redline.Server.Simulation;

namespace Redline.Server.Commands;

/// <summary><c>redline demo</c>: Redline with calls, an agent and a supervisor, in one process.</summary>
internal static class DemoCommand
{
    private static readonly Option<FileInfo[]> Calls = new("--calls")
    {
        Description = "Files of call records (see replay). Without them calls are generated.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<DateOnly?> Day = new("--day")
    {
        Description = "The day of the recorded calls to show, yyyy-MM-dd; without it all of them. For generated calls the day they begin on.",
        CustomParser = argument =>
        {
            if (DateOnly.TryParseExact(argument.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            argument.AddError($"--day {argument.Tokens[0].Value} is not a day; write it as 1999-03-11.");
            return null;
        },
    };

    private static readonly Option<double> Speed = new("--speed") { Description = "Simulated seconds per second, 0.1 to 10000; over 600 without the emulated Genesys Cloud between.", DefaultValueFactory = _ => 60 };

    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Begin anew. Without it a demo that was stopped, or killed, goes on where simulated time has got to." };

    private static readonly Option<int> Port = new("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 5080 };

    private static readonly Option<string[]> AllowOrigin = new("--allow-origin")
    {
        Description = "Origins of other pages that may use the demo, such as http://localhost:8080 for a desktop of your own.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> AllowFrame = new("--allow-frame")
    {
        Description = "Origins of pages that may show the desktop in a frame, such as https://apps.mypurecloud.de.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The directory that keeps the demo's journal, clock and sign-in codes.",
        DefaultValueFactory = _ => Path.Combine("redline-data", "demo"),
    };

    private static readonly Option<FileInfo?> Streams = new("--streams") { Description = "A JSON file of stream definitions instead of the demo's own (a warning from 60 s of wait, critical over 300 s)." };

    public static Command Create()
    {
        var command = new Command("demo", "Run Redline with recorded or generated calls, an agent and a supervisor. Prints a link for each; Ctrl+C stops it.")
        {
            Calls, Day, Speed, Fresh, Port, AllowOrigin, AllowFrame, Data, Streams,
        };
        Speed.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() is >= 0.1 and <= 10_000, "--speed is a number from 0.1 to 10000."));
        Port.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() is >= 0 and <= 65_535, "--port is a number from 0 to 65535."));
        AllowOrigin.Validators.Add(r => Require(r, (r.GetValueOrDefault<string[]>() ?? []).All(AllowedOrigins.IsOrigin),
            "--allow-origin is scheme, host and port as the browser sends them, such as http://localhost:8080."));
        AllowFrame.Validators.Add(r => Require(r, (r.GetValueOrDefault<string[]>() ?? []).All(FrameAncestors.IsAncestor),
            "--allow-frame is an origin such as https://apps.mypurecloud.de, or https://*.mypurecloud.de for every name below."));
        command.SetAction((result, cancel) => RunAsync(
            new DemoOptions
            {
                CallFiles = [.. (result.GetValue(Calls) ?? []).Select(f => f.FullName)],
                Day = result.GetValue(Day),
                Speed = result.GetValue(Speed),
                Fresh = result.GetValue(Fresh),
                Port = result.GetValue(Port),
                AllowedOrigins = result.GetValue(AllowOrigin) ?? [],
                FrameAncestors = result.GetValue(AllowFrame) ?? [],
                DataDirectory = result.GetValue(Data)!,
                StreamsFile = result.GetValue(Streams)?.FullName,
            },
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string otherwise)
    {
        if (!holds) result.AddError(otherwise);
    }

    private static async Task<int> RunAsync(DemoOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var streams = DemoStreams.Read(options.StreamsFile, out var mistakes);
        if (mistakes.Count > 0)
        {
            foreach (var mistake in mistakes) await error.WriteLineAsync(mistake.ToString());
            return ExitCode.BadInput;
        }

        try
        {
            var setup = DemoSetup.Prepare(options, TimeProvider.System);
            using var logs = new StandardErrorLogs(error);
            await using var server = await DemoServer.StartAsync(options, setup, streams, TimeProvider.System, logs);
            Announce(output, setup, server);
            await StopSignal.WaitAsync(cancel);
            await output.WriteLineAsync("Stopping.");
            return ExitCode.Done;
        }
        catch (SimulationException e)
        {
            await error.WriteLineAsync($"{e.Message} [{e.Code}]");
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException or JournalWriteException or EngineLimitException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The demo cannot run: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static void Announce(TextWriter output, DemoSetup setup, DemoServer server)
    {
        foreach (var note in setup.Calls.Notes) output.WriteLine(note);
        output.WriteLine($"Redline demo: {setup.Calls.Name}, {setup.Calls.Timeline.Calls.Count.ToString("N0", CultureInfo.InvariantCulture)} calls, {setup.Clock.Speed.ToString(CultureInfo.InvariantCulture)} times as fast.");
        output.WriteLine(setup.GoesOn
            ? $"It goes on at {new Instant(setup.Clock.NowMilliseconds)} of simulated time."
            : $"It begins at {new Instant(setup.Clock.AnchorSimulatedMilliseconds)} of simulated time.");
        output.WriteLine("Open these, each in a window of its own:");
        foreach (var (person, code) in setup.People)
            output.WriteLine($"  {person.Name} ({person.RoleWord.ToLowerInvariant()}): {server.Address}/desktop#code={code}");
        if (server.PlatformAddress is { } platform)
        {
            output.WriteLine($"Its emulated Genesys Cloud is at {platform}; to see what happens when it goes wrong:");
            output.WriteLine($"  curl -d '{{\"fault\":\"outage\",\"durationSeconds\":600}}' {platform}/simulation/faults");
        }

        output.WriteLine("The links are for this demo only and can be used again. Ctrl+C stops; the same command goes on, --fresh begins anew.");
        output.Flush();
    }
}
