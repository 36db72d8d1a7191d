using System.Text.Json;
using Redline.Engine;
using Redline.Engine.Queues;

namespace Redline.Server.Sources;

/// <summary>One thing that is wrong with an observation that was sent.</summary>
/// <param name="Index">Which of the list, from 0.</param>
/// <param name="ErrorCode">Stable, for programs.</param>
/// <param name="FieldName">Where in the observation.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ObservationError(int Index, string ErrorCode, string FieldName, string Message);

/// <summary>
/// Reads one observation of the generic ingest. Instants are sent, never durations: a duration is out of date when it
/// arrives, and a wait that is sent as one would stand still. All that is wrong with one is reported.
/// </summary>
internal sealed class ObservationReader(Instant now, EngineLimits limits, List<ObservationError> errors)
{
    private const int MaxText = 200;
    private const string Clock = "observation.clock";

    private static readonly Dictionary<string, Metric> Instants = new(StringComparer.Ordinal)
    {
        ["oldestWaitingSince"] = Metric.WaitTimeSeconds,
        ["oldestInteractionSince"] = Metric.LongestInteractionSeconds,
    };

    private static readonly Metric[] Derived = [Metric.ArrivalsPerMinute, Metric.AnswersPerMinute, Metric.ObservationAgeSeconds];

    private static readonly string[] Properties = ["queueId", "queueName", "divisionId", "serviceLevelTargetSeconds", "mediaType", "observedAt", "metrics"];

    /// <summary>
    /// How many are stamped too far from now and nothing else is wrong with them: the engine is given them all the same,
    /// takes nothing of them, and knows that their source's clock is wrong.
    /// </summary>
    public int Misdated { get; private set; }

    /// <summary>Fills an observation; false when something is wrong with it besides its instant.</summary>
    public bool Read(JsonElement json, int index, string source, Observation into)
    {
        var before = errors.Count;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Add(index, "observation.type", "", "An observation is an object with queueId, observedAt and metrics.");
            return false;
        }

        foreach (var property in json.EnumerateObject())
            if (!Properties.Contains(property.Name))
                Add(index, "observation.property.unknown", property.Name, $"Remove it; an observation has {string.Join(", ", Properties)}.");
        into.SourceId = source;
        into.QueueId = Text(json, index, "queueId", required: true) ?? "";
        into.QueueName = Text(json, index, "queueName");
        into.DivisionId = Text(json, index, "divisionId");
        into.MediaType = Text(json, index, "mediaType");
        into.ServiceLevelTargetSeconds = Target(json, index);
        ReadInstant(json, index, into);
        ReadMetrics(json, index, into);
        if (errors.Count == before) return true;
        if (errors.Count > before + 1 || errors[^1].ErrorCode != Clock) return false;
        Misdated++;
        return true;
    }

    private void ReadInstant(JsonElement json, int index, Observation into)
    {
        if (!json.TryGetProperty("observedAt", out var at) || at.ValueKind != JsonValueKind.String || !Instant.TryParse(at.GetString(), out var observedAt))
        {
            Add(index, "observation.instant", "observedAt", "observedAt is an instant such as 2026-11-22T10:00:00.000Z.");
            return;
        }

        into.ObservedAt = observedAt;
        if (Math.Abs(observedAt.Since(now)) > limits.MaxObservationDelayMilliseconds)
            Add(index, Clock, "observedAt", $"It is more than {limits.MaxObservationDelayMilliseconds / 1000} s from now ({now}); set the source's clock.");
    }

    private void ReadMetrics(JsonElement json, int index, Observation into)
    {
        if (!json.TryGetProperty("metrics", out var metrics) || metrics.ValueKind != JsonValueKind.Object)
        {
            Add(index, "observation.metrics.missing", "metrics", "metrics is an object such as {\"waitingCount\":3,\"oldestWaitingSince\":\"...Z\"}.");
            return;
        }

        foreach (var property in metrics.EnumerateObject()) ReadMetric(property, index, into);
        if (into.MediaType is null && (into.Mask & ~Metrics.QueueWideMask) != 0)
            Add(index, "observation.mediaType.missing", "mediaType", "Say which media type these metrics are of; only metrics of agents are of the whole queue.");
    }

    private void ReadMetric(JsonProperty property, int index, Observation into)
    {
        var path = $"metrics.{property.Name}";
        if (Instants.TryGetValue(property.Name, out var growing))
        {
            if (property.Value.ValueKind == JsonValueKind.Null) into.SetSince(growing, null);
            else if (property.Value.ValueKind == JsonValueKind.String && Instant.TryParse(property.Value.GetString(), out var since)) into.SetSince(growing, since);
            else Add(index, "observation.instant", path, "It is an instant such as 2026-11-22T10:00:00.000Z, or null when there is none.");
        }
        else if (!Metrics.TryParse(property.Name, out var metric))
        {
            Add(index, "observation.metric.unknown", path, "There is no such metric.");
        }
        else if (metric.IsSince() && metric != Metric.ObservationAgeSeconds)
        {
            var name = Instants.First(i => i.Value == metric).Key;
            Add(index, "observation.metric.duration", path, $"Send {name}, the instant it grows from: a duration is old when it arrives.");
        }
        else if (Derived.Contains(metric))
        {
            Add(index, "observation.metric.derived", path, "Redline works this out itself; remove it.");
        }
        else if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetDouble(out var value) && double.IsFinite(value) && value >= 0)
        {
            into.Set(metric, value);
        }
        else
        {
            Add(index, "observation.metric.value", path, "It is a number of 0 or more.");
        }
    }

    private string? Text(JsonElement json, int index, string name, bool required = false)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) Add(index, "observation.field.missing", name, $"Give {name}.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxText } text && System.Text.Encoding.UTF8.GetByteCount(text) <= MaxText && !text.Contains('\0')) return text;
        Add(index, "observation.field.text", name, $"{name} is a text of 1 to {MaxText} bytes.");
        return null;
    }

    private double? Target(JsonElement json, int index)
    {
        if (!json.TryGetProperty("serviceLevelTargetSeconds", out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and <= 1e6) return seconds;
        Add(index, "observation.target", "serviceLevelTargetSeconds", "serviceLevelTargetSeconds is the number of seconds within which calls are to be answered, over 0 and at most 1000000.");
        return null;
    }

    private void Add(int index, string code, string field, string message) => errors.Add(new(index, code, field, message));
}
