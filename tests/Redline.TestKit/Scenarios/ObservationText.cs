using System.Globalization;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// Reads <c>queue=Billing media=voice waiting=3 oldest=09:55:00 observed=10:00:00</c>. Metrics by their wire name;
/// <c>waiting</c> and <c>oldest</c> are short for waitingCount and waitTimeSeconds. Growing metrics are written as the
/// time they grow from, or <c>none</c>.
/// </summary>
public static class ObservationText
{
    /// <summary>Reads an observation that arrives at an instant; <c>media=none</c> carries none.</summary>
    public static Observation Parse(ScenarioCommand command, Instant now)
    {
        var observation = new Observation { SourceId = "acd", MediaType = MediaTypes.Voice, ObservedAt = now };
        foreach (var (key, value) in command.Arguments()) Take(observation, command, key, value);
        if (observation.QueueId.Length == 0) throw new ScenarioException($"line {command.LineNumber}: observe needs queue=");
        return observation;
    }

    private static void Take(Observation observation, ScenarioCommand command, string key, string value)
    {
        switch (key)
        {
            case "queue":
                observation.QueueId = value;
                break;
            case "name":
                observation.QueueName = value;
                break;
            case "division":
                observation.DivisionId = value;
                break;
            case "target":
                observation.ServiceLevelTargetSeconds = double.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "source":
                observation.SourceId = value;
                break;
            case "media":
                observation.MediaType = value == "none" ? null : value;
                break;
            case "observed":
                observation.ObservedAt = ScenarioTime.Parse(value);
                break;
            case "waiting":
                Set(observation, command, Metric.WaitingCount, value);
                break;
            case "oldest":
                Set(observation, command, Metric.WaitTimeSeconds, value);
                break;
            default:
                if (!Metrics.TryParse(key, out var metric))
                    throw new ScenarioException($"line {command.LineNumber}: `{key}` is no metric");
                Set(observation, command, metric, value);
                break;
        }
    }

    private static void Set(Observation observation, ScenarioCommand command, Metric metric, string value)
    {
        if (metric.IsSince()) observation.SetSince(metric, value == "none" ? null : ScenarioTime.Parse(value));
        else if (double.TryParse(value, CultureInfo.InvariantCulture, out var number)) observation.Set(metric, number);
        else throw new ScenarioException($"line {command.LineNumber}: `{value}` is not a number");
    }
}
