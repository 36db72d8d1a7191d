using System.Buffers;
using System.Text.Json;
using Redline.Simulator.Centre;
using Redline.Simulator.Http;

namespace Redline.Simulator.Observations;

/// <summary>The half hour so far, as <c>.observations</c> tells it: every metric that has a sample.</summary>
internal static class HalfHourBody
{
    internal static ReadOnlyMemory<byte> Of(CentreQueue queue, HalfHour half)
    {
        var buffer = new ArrayBufferWriter<byte>(640);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var interval = $"{WireText.Instant(half.Start)}/{WireText.Instant(half.Start + HalfHour.Milliseconds)}";
            StatisticsBody.Begin(json, queue.Id, CentreQueue.Voice, interval);
            if (half.Offered > 0) Count(json, "nOffered", half.Offered);
            Durations(json, "tWait", half.Waited);
            Durations(json, "tAbandon", half.Abandoned);
            Durations(json, "tAnswered", half.Answered);
            Durations(json, "tHandle", half.Handled);
            ServiceLevel(json, half);
            StatisticsBody.End(json);
        }

        return buffer.WrittenMemory;
    }

    private static void Count(Utf8JsonWriter json, string metric, int count)
    {
        Begin(json, metric);
        json.WriteNumber("count", count);
        End(json);
    }

    private static void Durations(Utf8JsonWriter json, string metric, DurationSum durations)
    {
        if (durations.Count == 0) return;
        Begin(json, metric);
        json.WriteNumber("count", durations.Count);
        json.WriteNumber("sum", durations.Sum);
        json.WriteNumber("min", durations.Least);
        json.WriteNumber("max", durations.Most);
        End(json);
    }

    private static void ServiceLevel(Utf8JsonWriter json, HalfHour half)
    {
        var denominator = half.Answered.Count + half.Abandoned.Count;
        if (denominator == 0) return;
        Begin(json, "oServiceLevel");
        json.WriteNumber("ratio", (double)half.AnsweredInTime / denominator);
        json.WriteNumber("numerator", half.AnsweredInTime);
        json.WriteNumber("denominator", denominator);
        json.WriteNumber("target", HalfHour.ServiceLevelTarget);
        End(json);
    }

    private static void Begin(Utf8JsonWriter json, string metric)
    {
        json.WriteStartObject();
        json.WriteString("metric", metric);
        json.WriteStartObject("stats");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
