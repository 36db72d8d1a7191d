using System.CommandLine;
using Redline.Delivery.Journal;
using Redline.Server.Identity.People;
using Redline.Server.Registrations;
using Redline.Server.Serving;

namespace Redline.Server.Commands;

/// <summary><c>redline serve</c>: the server, on this machine's loopback, with its own people and tokens.</summary>
internal static class ServeCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 5080 };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The directory that keeps the journal.",
        DefaultValueFactory = _ => Path.Combine("redline-data", "server"),
    };

    private static readonly Option<FileInfo?> People = new("--people") { Description = "A people.yaml: who there is, with role, queues and divisions." };

    private static readonly Option<string[]> DeviceTypes = new("--device-type")
    {
        Description = $"One more type of device that may register, beside {new DeviceProfileOptions().Words}; may be given several times.",
    };

    public static Command Create()
    {
        DeviceTypes.Validators.Add(result =>
        {
            foreach (var error in DevicesOf(result.GetValueOrDefault<string[]>()).Validate()) result.AddError(error);
        });
        var command = new Command("serve", "Run the server: event streams, observations, tokens and desktops. At the first start it prints an administrator's sign-in code, once.")
        {
            Port, Data, People, DeviceTypes,
        };
        command.SetAction((result, cancel) => RunAsync(
            new ServeOptions
            {
                Port = result.GetValue(Port),
                DataDirectory = result.GetValue(Data)!,
                PeopleFile = result.GetValue(People)?.FullName,
                Registrations = new RegistrationOptions { Devices = DevicesOf(result.GetValue(DeviceTypes)) },
            },
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static DeviceProfileOptions DevicesOf(string[]? types) =>
        new() { Additional = [.. (types ?? []).Select(t => new DeviceProfile(t))] };

    private static async Task<int> RunAsync(ServeOptions options, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            OwnerDirectory.Create(options.DataDirectory);
            using var logs = new StandardErrorLogs(error);
            await using var server = await OrganizationServer.StartAsync(options, TimeProvider.System, logs);
            await output.WriteLineAsync($"Redline listens at {server.Address} and keeps its journal in {options.DataDirectory}.");
            if (server.FirstSignInCode is { } code)
                await output.WriteLineAsync($"Administrator's sign-in code, shown once, to be used within 15 minutes: {code}");
            await output.WriteLineAsync("Ctrl+C stops.");
            await output.FlushAsync(cancel);
            await StopSignal.WaitAsync(cancel);
            await output.WriteLineAsync("Stopping.");
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
}
