using Redline.Delivery.Journal;
using Redline.Server.Serving;

namespace Redline.Server.Commands;

/// <summary>Reads people.yaml again while the server runs, one reading after the other, and says what came of it. Any thread.</summary>
internal sealed class PeopleReload(OrganizationServer server, TextWriter output, TextWriter error)
{
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Begins a reading after those begun before.</summary>
    public void Begin()
    {
        lock (_lock) _last = RunAsync(_last);
    }

    /// <summary>Completes when every reading that was begun is over.</summary>
    public Task EndAsync()
    {
        lock (_lock) return _last;
    }

    private async Task RunAsync(Task before)
    {
        await before;
        try
        {
            var mistakes = await server.ReloadPeopleAsync(CancellationToken.None);
            foreach (var mistake in mistakes) await error.WriteLineAsync(mistake.ToString());
            if (mistakes.Count == 0) await output.WriteLineAsync("The people were read again.");
            else await error.WriteLineAsync("The people stay as they were: nothing of people.yaml was taken over.");
        }
        catch (Exception e) when (e is JournalWriteException or JournalUnavailableException)
        {
            await error.WriteLineAsync($"The people stay as they were: {e.Message}");
        }

        await output.FlushAsync();
    }
}
