using System.Globalization;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Streams;

/// <summary>Metrics, numbers and comparisons in plain words.</summary>
internal static class StreamWords
{
    public static string Of(Metric metric) => metric switch
    {
        Metric.WaitTimeSeconds => "the longest wait",
        Metric.WaitingCount => "the number waiting",
        Metric.RingingCount => "the number ringing",
        Metric.InteractingCount => "the number being handled",
        Metric.LongestInteractionSeconds => "the longest interaction",
        Metric.ServiceLevelPercent => "the service level",
        Metric.OfferedCount => "the number offered this half hour",
        Metric.AbandonedCount => "the number abandoned this half hour",
        Metric.AbandonRatePercent => "the share abandoned",
        Metric.AverageWaitSeconds => "the average wait",
        Metric.AverageHandleSeconds => "the average handle time",
        Metric.ArrivalsPerMinute => "the number of arrivals per minute",
        Metric.AnswersPerMinute => "the number of answers per minute",
        Metric.AgentsOnQueue => "the number of agents on queue",
        Metric.AgentsIdle => "the number of idle agents",
        Metric.AgentsInteracting => "the number of busy agents",
        Metric.AgentsNotResponding => "the number of agents not responding",
        Metric.AgentsOffQueue => "the number of agents off queue",
        Metric.AgentsJoined => "the number of agents joined",
        Metric.ObservationAgeSeconds => "the time since the queue was heard of",
        _ => metric.Name(),
    };

    public static string Of(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equals => "is",
        ComparisonOperator.NotEquals => "is not",
        ComparisonOperator.GreaterThan => "is over",
        ComparisonOperator.GreaterThanOrEqual => "is at least",
        ComparisonOperator.LessThan => "is under",
        _ => "is at most",
    };

    public static string Of(TextField field) => field switch
    {
        TextField.QueueId => "the queue",
        TextField.QueueName => "the queue's name",
        TextField.DivisionId => "the division",
        _ => "the media type",
    };

    /// <summary>A number as it is said of a metric: a duration, a percentage or itself.</summary>
    public static string Number(double number, Metric? of)
    {
        var name = of?.Name() ?? "";
        if (number >= 0 && number < 1e9 && name.EndsWith("Seconds", StringComparison.Ordinal)) return Duration((long)Math.Round(number * 1000));
        var text = number.ToString("0.################", CultureInfo.InvariantCulture);
        return name.EndsWith("Percent", StringComparison.Ordinal) ? text + "%" : text;
    }

    /// <summary>A duration in the largest unit that is whole: <c>5 minutes</c>.</summary>
    public static string Duration(long milliseconds)
    {
        if (milliseconds > 0 && milliseconds % 3_600_000 == 0) return Count(milliseconds / 3_600_000, "hour");
        if (milliseconds > 0 && milliseconds % 60_000 == 0) return Count(milliseconds / 60_000, "minute");
        return Count(milliseconds / 1000m, "second");
    }

    private static string Count(decimal count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0.###} {unit}{(count == 1 ? "" : "s")}");
}
