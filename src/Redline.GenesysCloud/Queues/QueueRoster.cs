using Redline.GenesysCloud.Access;

namespace Redline.GenesysCloud.Queues;

/// <summary>
/// Follows which queues there are: lists them again and again and says which are new, renamed, moved or gone. A queue
/// that is missing in one list is asked about by itself: a list that shifts between two pages leaves some out. One task.
/// </summary>
internal sealed class QueueRoster(QueueCalls calls, GenesysIntake intake)
{
    private const int MaxQuestions = 100;

    /// <summary>Why the last list failed; null: it did not.</summary>
    public ApiFailure? Failure { get; private set; }

    /// <summary>Whether there has been a list.</summary>
    public bool HasList { get; private set; }

    /// <summary>How many queues the last list had.</summary>
    public int Listed { get; private set; }

    /// <summary>Lists the queues. True: something changed.</summary>
    public async Task<bool> RefreshAsync(CancellationToken stop)
    {
        var (listed, failure) = await calls.ListAsync(stop);
        Failure = failure;
        if (failure is not null) return false;
        var changed = await intake.TakeListAsync(listed);
        (HasList, Listed) = (true, listed.Count);

        var present = listed.Select(q => q.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var gone = new List<Observations.QueueTrack>();
        foreach (var missing in intake.Known.Where(q => !present.Contains(q.Id)).Take(MaxQuestions))
            if (await calls.IsGoneAsync(missing.Id, stop))
                gone.Add(missing);
        return (gone.Count > 0 && await intake.RemoveAsync(gone)) || changed;
    }
}
