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
    // Texts, all of them: what is wrong with a flag is told together with what is wrong elsewhere.
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "The configuration, YAML or JSON; default: what REDLINE_CONFIG__FILE names, else none.",
    };

    private static readonly Option<string?> Port = new("--port") { Description = "server.port: the port; 0 takes a free one. [default: 5080]" };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "server.dataDirectory: the directory that keeps the journal. [default: redline-data/server]",
    };

    private static readonly Option<string?> People = new("--people")
    {
        Description = "identity.peopleFile: a people.yaml: who there is, with role, queues and divisions. SIGHUP reads it again.",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any option, as key=value: --set server.port=5081. May be given several times.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Print every option with its value and where it came from, without secrets, and exit.",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Run the server: event streams, observations, tokens and desktops. At the first start it prints an administrator's sign-in code, once.")
        {
            Config, Port, Data, People, Set, Check,
        };
        command.SetAction((result, cancel) => RunAsync(result, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (ConfigurationReader.Read(Sources(line), out var mistakes) is not { } configuration)
        {
            foreach (var mistake in mistakes) await error.WriteLineAsync(mistake.ToString());
            return ExitCode.BadInput;
        }

        if (!line.GetValue(Check)) return await ServeAsync(configuration.Options, output, error, cancel);
        await output.WriteAsync(configuration.Print());
        return ExitCode.Done;
    }

    private static ConfigurationSources Sources(ParseResult line)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        variables.Remove(ConfigurationEnvironment.FileVariable, out var file);
        var flags = new List<GivenValue>();
        foreach (var text in line.GetValue(Set)!)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            flags.Add(at < 0 ? new(text, "--set", "") : new(text[..at].Trim(), "--set", text[(at + 1)..]));
        }

        Add("server.port", Port);
        Add("server.dataDirectory", Data);
        Add("identity.peopleFile", People);
        return new(line.GetValue(Config) ?? file, variables, flags);

        void Add(string key, Option<string?> option)
        {
            if (line.GetValue(option) is { } text) flags.Add(new(key, option.Name, text));
        }
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
