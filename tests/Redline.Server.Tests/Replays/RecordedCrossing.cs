using System.Globalization;
using System.IO.Compression;
using Redline.Engine;

namespace Redline.Server.Tests.Replays;

/// <summary>A known crossing of the recorded calls: while at least one call of a queue has waited that long.</summary>
/// <param name="ThresholdSeconds">60, 120 or 300.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Opened">From this instant, inclusive.</param>
/// <param name="Closed">To this one, exclusive.</param>
internal sealed record RecordedCrossing(int ThresholdSeconds, string Queue, Instant Opened, Instant Closed)
{
    /// <summary>Streams whose alerts are these crossings; each is called by its threshold.</summary>
    public const string Streams = """
        [{"name":"60","entityType":"queue","sustainSeconds":0,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,
          "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":60}},
         {"name":"120","entityType":"queue",
           "sustainSeconds":0,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,
          "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":120}},
         {"name":"300","entityType":"queue",
           "sustainSeconds":0,"clearAfterSeconds":0,"cooldownSeconds":0,"flapping":null,
          "filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":300}}]
        """;

    /// <summary>All of a month of 1999, as they were worked out independently; the test is skipped when they are not here.</summary>
    public static IEnumerable<RecordedCrossing> Of(int month)
    {
        using var text = new StreamReader(new GZipStream(
            File.OpenRead(Repository.Recorded($"crossings-1999-0{month}.csv.gz")), CompressionMode.Decompress));
        Assert.Equal("queue,threshold_s,opened,closed", text.ReadLine());
        while (text.ReadLine() is { } line)
        {
            if (line.Split(',') is not [var queue, var seconds, var opened, var closed]) throw new FormatException(line);
            yield return new(int.Parse(seconds, CultureInfo.InvariantCulture), queue, InstantOf(opened), InstantOf(closed));
        }
    }

    private static Instant InstantOf(string text) =>
        Instant.TryParse(text + ".000Z", out var instant) ? instant : throw new FormatException(text);
}
