using System.Diagnostics;

namespace Redline.Server.Tests.Definitions;

/// <summary>The executable as it is started, against a server as it is served.</summary>
public sealed class DefinitionExecutableTests
{
    private const string File1 = """
        queueSets: [{id: vip, namePattern: "VIP*"}]
        parameters: [{name: limit, defaultValue: 120}]
        flows: [{name: Tell, nodes: [{id: tell, type: notify, next: {done: end}}]}]
        streams:
          - {id: slow, flow: Tell, name: Slow, entityType: queue, filterExpression: 'queueId in set("vip") and waitTimeSeconds > param(limit)'}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlanAndApply_WithAClientOfTheServer_ChangeItAsTheFilesSay()
    {
        await using var server = await ServedOrganization.StartAsync();
        using var directory = new TemporaryDirectory();
        var made = await server.AskAsync("POST", "/api/v2/oauth/clients", server.Administrator, """{"name":"CI","permissions":["eventStreams:definition:plan","eventStreams:definition:apply"]}""");
        var file = directory.File("redline.yaml");
        await File.WriteAllTextAsync(file, File1, Cancel);

        var plan = await RunAsync(made, "plan", file, "--server", server.Address);
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Assert.Contains("+ stream slow", plan.Output, StringComparison.Ordinal);
        Assert.Contains("flow Tell would be started by the streams slow", plan.Output, StringComparison.Ordinal);

        Assert.Contains("4 changes, 0 unchanged. Nothing was changed.", plan.Output, StringComparison.Ordinal);

        var apply = await RunAsync(made, "apply", file, "--server", server.Address);
        Assert.Equal((0, true), (apply.ExitCode, apply.Output.Contains("Applied.", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(file, File1.Replace("120", "60", StringComparison.Ordinal), Cancel);
        var changed = await RunAsync(made, "apply", file, "--server", server.Address);
        Assert.Contains("$.defaultValue: 120 -> 60", changed.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, File1.Replace("set(\"vip\")", "set(\"none\")", StringComparison.Ordinal), Cancel);
        var wrong = await RunAsync(made, "apply", file, "--server", server.Address);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("redline.yaml:5: There is no queue set `none`", wrong.Error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(Identity.Answer client, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "redline.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REDLINE_CLIENT_ID"] = client.Text("id");
        start.Environment["REDLINE_CLIENT_SECRET"] = client.Text("secret");
        start.Environment.Remove("REDLINE_TOKEN");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await error);
    }
}
