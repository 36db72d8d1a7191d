using System.Globalization;
using System.IO.Compression;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Sources;

/// <summary>One poll of a walk-in queue: what an office said, and when.</summary>
/// <param name="Office">The office: the source.</param>
/// <param name="Queue">The queue, unique over all offices.</param>
/// <param name="At">When it was so, by the office's clock.</param>
/// <param name="Waiting">People waiting.</param>
/// <param name="Counters">Counters open.</param>
internal sealed record WarsawPoll(string Office, string Queue, Instant At, int Waiting, int Counters)
{
    public bool IsUnattended => Waiting > 0 && Counters == 0;
}

/// <summary>The polls of one round over all offices.</summary>
/// <param name="ArrivedAt">When they arrived: the lower median of what the offices say, of those that can be so.</param>
/// <param name="Polls">In their order.</param>
internal sealed record WarsawRound(Instant ArrivedAt, IReadOnlyList<WarsawPoll> Polls);

/// <summary>830,172 polls of the walk-in queues of Warsaw's offices, read where they lie beside the repository.</summary>
internal static class WarsawPolls
{
    private static readonly Dictionary<(string Date, string Time), Instant> Known = [];
    private static readonly Instant First = At("2019-12-30", "00:00");
    private static readonly Instant End = At("2020-01-23", "00:00");

    /// <summary>The rounds; the test is skipped when the polls are not here.</summary>
    public static IEnumerable<WarsawRound> Rounds()
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryFiles.Folder(), "..", "shared", "data", "warsaw-office-queues", "warsaw_queues.csv.gz"));
        if (!File.Exists(path)) Assert.Skip($"The polls of Warsaw's offices are not here: {path}.");
        return Read(path);
    }

    // A round ends when an office comes again.
    private static IEnumerable<WarsawRound> Read(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        text.ReadLine();
        var polls = new List<WarsawPoll>();
        var offices = new HashSet<string>(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            var poll = Parse(line);
            if (offices.Add(poll.Office) || polls[^1].Office == poll.Office)
            {
                polls.Add(poll);
                continue;
            }

            yield return Round(polls);
            (polls, offices) = ([poll], [poll.Office]);
        }

        yield return Round(polls);
    }

    private static WarsawRound Round(List<WarsawPoll> polls)
    {
        var ats = polls.Select(p => p.At).Where(t => t >= First && t < End).Order().ToArray();
        return new(ats[(ats.Length - 1) / 2], polls);
    }

    // name,time,date,status,czasObslugi,lp,idGrupy,liczbaCzynnychStan,nazwaGrupy,literaGrupy,liczbaKlwKolejce,aktualnyNumer
    private static WarsawPoll Parse(string line)
    {
        var fields = Fields(line);
        return new(
            fields[0], $"{fields[0]}/{fields[6]}", At(fields[2], fields[1]), Number(fields[10]), Number(fields[7]));
    }

    private static string[] Fields(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(',');
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) fields.Add("");
            else fields[^1] += c;
        }

        return [.. fields];
    }

    // The same minute is read some hundred times.
    private static Instant At(string date, string time)
    {
        if (Known.TryGetValue((date, time), out var known)) return known;
        return Known[(date, time)] = Instant.From(DateTimeOffset.ParseExact(
            $"{date} {time}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
