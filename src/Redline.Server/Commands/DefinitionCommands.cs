using System.CommandLine;
using System.Text.Json;
using Redline.Server.Definitions;

namespace Redline.Server.Commands;

/// <summary>
/// <c>redline validate</c>, <c>plan</c> and <c>apply</c>: definitions that are kept in files. Exit codes: 0 done, 1 it could
/// not (no server, no permission), 2 the definitions are wrong and every mistake was named.
/// </summary>
internal static class DefinitionCommands
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string> Path = new("path") { Description = "A YAML or JSON file, or a directory of them: the lists queueSets, parameters, flows and streams." };

    private static readonly Option<string> Server = new("--server") { Description = "The server, as https://redline.example.", Required = true };

    private static readonly Option<FileInfo?> TokenFile = new("--token-file")
    {
        Description = $"A file with a bearer token; else {DefinitionClient.TokenVariable}, or {DefinitionClient.ClientIdVariable} and {DefinitionClient.ClientSecretVariable}, of the environment.",
    };

    private static readonly Option<bool> Prune = new("--prune") { Description = "Delete what is on the server and not in the files." };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Answer in JSON." };

    public static Command CreateValidate()
    {
        var command = new Command("validate", "Check definitions in files, without a server, and name every mistake with its file and line.") { Path, AsJson };
        command.SetAction((line, _) => Task.FromResult(Validate(line, DefinitionFiles.Read(line.GetRequiredValue(Path)))));
        return command;
    }

    public static Command CreatePlan() => Remote("plan", "Say what a server would change if definitions in files were applied, and what its open alerts would do.");

    public static Command CreateApply() => Remote("apply", "Make a server's definitions so as files say: all of them at one instant, or none.");

    private static Command Remote(string verb, string description)
    {
        var command = new Command(verb, description) { Path, Server, TokenFile, Prune, AsJson };
        command.SetAction((line, cancel) => RunAsync(verb, line, cancel));
        return command;
    }

    private static int Validate(ParseResult line, DefinitionFiles files)
    {
        var (mistakes, open, lints) = (new List<FileMistake>(), new List<FileMistake>(), new List<FileMistake>());
        DefinitionCheck.Run(files, mistakes, open, lints);
        var output = line.InvocationConfiguration.Output;
        if (line.GetValue(AsJson))
        {
            output.WriteLine(JsonSerializer.Serialize(new { valid = mistakes.Count == 0, files = files.Files, errors = mistakes, notInFiles = open, lints }, Json));
            return mistakes.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
        }

        Tell(line, mistakes);
        foreach (var lint in lints) output.WriteLine(lint);
        foreach (var name in open) output.WriteLine($"{name} Not in these files; `redline plan` asks the server.");
        if (mistakes.Count > 0) return ExitCode.BadInput;
        output.WriteLine($"{files.Files} files, {files.Body.Sum(l => l.Value is System.Text.Json.Nodes.JsonArray a ? a.Count : 0)} definitions: no mistakes.");
        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(string verb, ParseResult line, CancellationToken cancel)
    {
        var files = DefinitionFiles.Read(line.GetRequiredValue(Path));
        var mistakes = new List<FileMistake>();
        DefinitionCheck.Run(files, mistakes);
        if (mistakes.Count > 0) return Refuse(line, mistakes);
        if (!Uri.TryCreate(line.GetRequiredValue(Server), UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http") || server.UserInfo.Length > 0)
            return Fail(line, "--server is the address of a server, such as https://redline.example, without a user or password.");
        if (line.GetValue(Prune)) files.Body["prune"] = true;
        using var client = new DefinitionClient(server, line.GetValue(TokenFile), Environment.GetEnvironmentVariable);
        var reply = await client.SendAsync(verb, files.Body, cancel);
        if (reply.Failure is { } failure) return Fail(line, failure);
        if (reply.Mistakes.Count > 0) return Refuse(line, [.. reply.Mistakes.Select(m => files.Place(m.Code, m.Path, m.Message))]);
        if (line.GetValue(AsJson)) line.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(reply.Json, Json));
        else DefinitionText.Write(line.InvocationConfiguration.Output, reply.Json!.Value);
        return ExitCode.Done;
    }

    private static int Refuse(ParseResult line, List<FileMistake> mistakes)
    {
        if (line.GetValue(AsJson)) line.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new { errors = mistakes }, Json));
        else Tell(line, mistakes);
        return ExitCode.BadInput;
    }

    private static void Tell(ParseResult line, List<FileMistake> mistakes)
    {
        foreach (var mistake in mistakes) line.InvocationConfiguration.Error.WriteLine(mistake);
        if (mistakes.Count > 0) line.InvocationConfiguration.Error.WriteLine($"{mistakes.Count} mistakes; nothing was changed.");
    }

    private static int Fail(ParseResult line, string why)
    {
        if (line.GetValue(AsJson)) line.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(new { failure = why }, Json));
        else line.InvocationConfiguration.Error.WriteLine(why);
        return ExitCode.Failed;
    }
}
