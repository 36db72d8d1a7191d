using System.Text.Json;
using Redline.Delivery.Journal;
using Redline.Server.Serving;

namespace Redline.Server.Tests.Flows;

/// <summary>
/// A flow that decides, calls two servers, waits and notifies, on a server that is killed at each of its commits and begins
/// again: everything has happened, nothing under a second key, and its trace says what the receivers saw.
/// </summary>
public sealed class FlowCrashTests : IAsyncLifetime
{
    private const int Commits = 5;

    private readonly TemporaryDirectory _prepared = new();
    private KeyedReceiver _crm = null!;
    private KeyedReceiver _desk = null!;
    private string _token = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _crm = await KeyedReceiver.StartAsync("C7");
        _desk = await KeyedReceiver.StartAsync("D8");
        _prepared.Write("people.yaml", ServedOrganization.People);
        await using var server = await CrashServerProcess.StartAsync(_prepared.Root);
        _token = await server.SignInAsync(server.Code);
        await server.AskAsync("PUT", "/api/v2/flows/case", _token, $$$"""
            {"nodes":[
             {"id":"late","type":"decision","expression":"waitTimeSeconds > threshold","next":{"yes":"open","no":"end"}},
             {"id":"open","type":"httpRequest","method":"POST","url":"{{{_crm.Address}}}/cases","body":{"queue":"{{queueName}}"},"answer":{"case":"$.id"},"next":{"ok":"pause","failed":"end"}},
             {"id":"pause","type":"wait","seconds":1,"next":{"elapsed":"book"}},
             {"id":"book","type":"httpRequest","method":"POST","url":"{{{_desk.Address}}}/desks","body":{"case":"{{data.case}}"},"answer":{"desk":"$.id"},"next":{"ok":"tell","failed":"end"}},
             {"id":"tell","type":"notify","audience":{"people":["ana"]},"title":"{{queueName}}","text":"{{data.case}} {{data.desk}}","next":{"done":"end"}}]}
            """);
        await server.AskAsync("PUT", "/api/v2/flows/launch", _token, """{"nodes":[{"id":"run","type":"architectFlow","flowId":"f","next":{"ok":"end","failed":"end"}}]}""");
        var code = await server.AskAsync("POST", "/api/v2/people/ana/signincodes", _token);
        var ana = await server.SignInAsync(code.GetProperty("code").GetString()!);
        await server.AskAsync("POST", "/api/v2/pushnotifications/registrations", ana, """{"deviceType":"BROWSER","deviceId":"d","channelId":"c"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _crm.DisposeAsync();
        await _desk.DisposeAsync();
        _prepared.Dispose();
    }

    // Nobody had been told, so nothing was sent: the only attempts are those after the start.
    [Fact]
    public async Task Kill_AfterEachCommit_LosesAndRepeatsNothing()
    {
        for (var commit = 1; commit <= Commits; commit++) Assert.Equal((1, 1), await KilledAsync("AFTER", commit));
    }

    // What a commit says had happened: the second says what the first server answered, the fourth what the second did.
    [Fact]
    public async Task Kill_BeforeEachCommit_SendsAgainUnderTheSameKeyWhatWasNotWritten()
    {
        for (var commit = 2; commit <= Commits; commit++)
            Assert.Equal(commit switch { 2 => (2, 1), 4 => (1, 2), _ => (1, 1) }, await KilledAsync("BEFORE", commit));
    }

    [Fact]
    public async Task Kill_BeforeAServerHasAnswered_SendsAgainUnderTheSameKey()
    {
        Assert.Equal((2, 1), await KilledAsync("NEVER", 0, _crm));
        Assert.Equal((1, 2), await KilledAsync("NEVER", 0, _desk));
    }

    // The other tests kill at every commit there is: this one sees to it that there are no more.
    [Fact]
    public async Task Kill_WhenThereIsNoSuchCommit_EndsInOneLife()
    {
        using var directory = Copy();
        await using var server = await CrashServerProcess.StartAsync(directory.Root, "AFTER", Commits + 1);
        await StartExecutionAsync(server);
        Assert.True(await server.FinishedAsync());
        await AssertEndedAsync(directory, server);
    }

    // Nobody can tell whether it was launched: a second run of what is CRITICAL is the lesser evil, of anything else it is not.
    [Theory]
    [InlineData("WARNING", "effect.unknown", "not made again")]
    [InlineData("CRITICAL", "effect.unknown effect.no.target", "possibly twice")]
    public async Task Kill_WhileAWorkflowIsLaunched_LaunchesItAgainWhereItIsCritical(string severity, string errors, string said)
    {
        using var directory = Copy();
        await using (var server = await CrashServerProcess.StartAsync(directory.Root, "AFTER", 1))
        {
            await StartExecutionAsync(server, "launch", $$"""{"severity":"{{severity}}"}""");
            Assert.False(await server.FinishedAsync());
        }

        await using var again = await CrashServerProcess.StartAsync(directory.Root);
        Assert.True(await again.FinishedAsync());
        var step = Assert.Single((await EndedAsync(again, "launch")).GetProperty("steps").EnumerateArray());
        var attempts = step.GetProperty("attempts").EnumerateArray().ToArray();
        Assert.Equal(errors, string.Join(' ', attempts.Select(a => a.GetProperty("error").GetString())));
        Assert.Contains(said, attempts[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(attempts[^1].GetProperty("error").GetString(), step.GetProperty("code").GetString());
    }

    /// <summary>Kills a server during an execution, starts it again and looks at what happened.</summary>
    /// <returns>How many requests each server got.</returns>
    private async Task<(int Crm, int Desk)> KilledAsync(string side, int commit, KeyedReceiver? killer = null)
    {
        using var directory = Copy();
        await using (var server = await CrashServerProcess.StartAsync(directory.Root, side, commit))
        {
            if (killer is not null) killer.Received = server.Kill;
            await StartExecutionAsync(server);
            Assert.False(await server.FinishedAsync(), $"it was not killed {side} {commit}");
            if (killer is not null) killer.Received = () => { };
        }

        await using var again = await CrashServerProcess.StartAsync(directory.Root);
        var isAlreadyOver = side == "AFTER" && commit == Commits;
        if (!isAlreadyOver) Assert.True(await again.FinishedAsync());
        await AssertEndedAsync(directory, again);
        return (_crm.Keys.Count, _desk.Keys.Count);
    }

    private async Task AssertEndedAsync(TemporaryDirectory directory, CrashServerProcess server)
    {
        var execution = await EndedAsync(server, "case");
        var id = execution.GetProperty("id").GetString()!;
        var steps = execution.GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(
            ["late yes", "open ok", "pause elapsed", "book ok", "tell done"],
            steps.Select(s => $"{s.GetProperty("node").GetString()} {s.GetProperty("outcome").GetString()}"));
        Assert.Equal(("C7", "D8"), (execution.GetProperty("data").GetProperty("case").GetString(), execution.GetProperty("data").GetProperty("desk").GetString()));
        AssertTrace(steps[1], _crm, id);
        AssertTrace(steps[3], _desk, id);
        await server.DisposeAsync(); // the journal is one process's
        Assert.Equal(["Billing: C7 D8"], await MessagesAsync(directory));
    }

    private async Task<JsonElement> EndedAsync(CrashServerProcess server, string flow)
    {
        var listed = await server.AskAsync("GET", "/api/v2/flows/executions?flow=" + flow, _token);
        var id = Assert.Single(listed.GetProperty("entities").EnumerateArray()).GetProperty("id").GetString()!;
        while (true)
        {
            var execution = await server.AskAsync("GET", "/api/v2/flows/executions/" + id, _token);
            if (execution.GetProperty("state").GetString() != "RUNNING") return execution; // else committed, and not told yet
        }
    }

    // An attempt that nobody saw end is told as one that may have been made, any other by its answer.
    private static void AssertTrace(JsonElement step, KeyedReceiver receiver, string id)
    {
        var key = Assert.Single(receiver.Keys.Distinct());
        Assert.Equal((id, step.GetProperty("node").GetString()), (key.Split('/')[1], key.Split('/')[2]));
        var attempts = step.GetProperty("attempts").EnumerateArray().ToArray();
        var answered = attempts.Count(a => a.GetProperty("status").GetInt32() == 200);
        var unsure = attempts.Count(a => a.TryGetProperty("error", out var error) && error.GetString() == "effect.unknown");
        Assert.Equal((1, attempts.Length - 1), (answered, unsure));
        Assert.InRange(receiver.Keys.Count, answered, attempts.Length);
    }

    private static async Task<string[]> MessagesAsync(TemporaryDirectory directory)
    {
        var messages = new List<string>();
        await using var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = directory.File(OrganizationServer.JournalFile) }, Cancel);
        await foreach (var entry in journal.ReadAsync(OrganizationServer.Organization, 0, Cancel))
        {
            if (entry.Kind != "MessageSent") continue;
            var message = JsonSerializer.Deserialize<JsonElement>(entry.Body.Span);
            messages.Add($"{message.GetProperty("title").GetString()}: {message.GetProperty("text").GetString()}");
        }

        return [.. messages];
    }

    private Task StartExecutionAsync(CrashServerProcess server) =>
        StartExecutionAsync(server, "case", """{"queueId":"b","queueName":"Billing","threshold":300,"metrics":{"waitTimeSeconds":301}}""");

    private async Task StartExecutionAsync(CrashServerProcess server, string flow, string trigger)
    {
        try
        {
            await server.AskAsync("POST", $"/api/v2/flows/{flow}/executions", _token, trigger);
        }
        catch (HttpRequestException)
        {
            // It was killed before it could answer; what is committed goes on all the same.
        }
    }

    private TemporaryDirectory Copy()
    {
        _crm.Keys.Clear();
        _desk.Keys.Clear();
        var copy = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(_prepared.Root)) File.Copy(file, copy.File(Path.GetFileName(file)));
        return copy;
    }
}
