using System.CommandLine;
using System.Runtime.InteropServices;
using Redline.Delivery.Journal;
using Redline.Server.Configuration;
using Redline.Server.Identity.People;
using Redline.Server.Serving;

namespace Redline.Server.Commands;

/// <summary><c>redline serve</c>: the server, with its own people and tokens.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Port = new("--port") { Description = "server.port: the port; 0 takes a free one. [default: 5080]" };

    private static readonly Option<string?> People = new("--people")
    {
        Description = "identity.peopleFile: a people.yaml: who there is, with role, queues and divisions. SIGHUP reads it again.",
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Print every option with its value and where it came from, without secrets, and exit.",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Run the server: event streams, observations, tokens and desktops. At the first start it prints an administrator's sign-in code, once.")
        {
            CommandConfiguration.Config, Port, CommandConfiguration.Data, People, CommandConfiguration.Set, Check,
        };
        command.SetAction((result, cancel) => RunAsync(result, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var sources = CommandConfiguration.Sources(line, ("server.port", Port), ("server.dataDirectory", CommandConfiguration.Data), ("identity.peopleFile", People));
        if (ConfigurationReader.Read(sources, out var mistakes) is not { } configuration)
        {
            foreach (var mistake in mistakes) await error.WriteLineAsync(mistake.ToString());
            return ExitCode.BadInput;
        }

        if (!line.GetValue(Check)) return await ServeAsync(configuration.Options, output, error, cancel);
        await output.WriteAsync(configuration.Print());
        return ExitCode.Done;
    }

    private static async Task<int> ServeAsync(RedlineOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            OwnerDirectory.Create(options.Server.DataDirectory);
            using var logs = new StandardErrorLogs(error);
            await using var server = await OrganizationServer.StartAsync(options, TimeProvider.System, logs);
            await output.WriteLineAsync($"Redline listens at {server.Address} and keeps its journal in {options.Server.DataDirectory}.");
            if (server.FirstSignInCode is { } code)
                await output.WriteLineAsync($"Administrator's sign-in code, shown once, to be used within {options.Identity.SignInCodeLife.TotalMinutes:0.#} minutes: {code}");
            await output.WriteLineAsync("Ctrl+C stops.");
            await output.FlushAsync(cancel);
            await RunUntilStoppedAsync(server, output, error, cancel);
            return ExitCode.Done;
        }
        catch (PeopleFileException e)
        {
            foreach (var mistake in e.Mistakes) await error.WriteLineAsync(mistake.ToString());
            return ExitCode.BadInput;
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalCorruptException or JournalWriteException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The server cannot run: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task RunUntilStoppedAsync(OrganizationServer server, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var reload = new PeopleReload(server, output, error);
        using (PosixSignalRegistration.Create(PosixSignal.SIGHUP, Reload)) await StopSignal.WaitAsync(cancel);
        await output.WriteLineAsync("Stopping.");
        await reload.EndAsync();

        void Reload(PosixSignalContext signal)
        {
            signal.Cancel = true;
            reload.Begin();
        }
    }
}
