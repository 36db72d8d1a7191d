using System.CommandLine;
using Redline.Server.Commands;

namespace Redline.Server.Tests.Commands;

/// <summary>What a command line did.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    // One for all tests, as the process has one: the commands share their options.
    private static readonly RootCommand Root = new("redline") { DemoCommand.Create(), DoctorCommand.Create(), ReplayCommand.Create(), ServeCommand.Create(),
        DefinitionCommands.CreateValidate(), DefinitionCommands.CreatePlan(), DefinitionCommands.CreateApply() };

    /// <summary>Runs a command line in this process.</summary>
    public static Task<CommandRun> OfAsync(params string[] args) =>
        OfAsync(new StringWriter(), TestContext.Current.CancellationToken, args);

    /// <summary>Runs a command line in this process until it ends or is cancelled.</summary>
    public static async Task<CommandRun> OfAsync(TextWriter output, CancellationToken cancel, params string[] args)
    {
        var error = new StringWriter();
        var exitCode = await Root.Parse(args).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null }, cancel);
        return new(exitCode, output.ToString()!, error.ToString());
    }
}
