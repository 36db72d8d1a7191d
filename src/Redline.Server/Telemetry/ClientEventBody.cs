using System.Text.Json;
using Redline.Engine;
using Redline.Server.Http;

namespace Redline.Server.Telemetry;

/// <summary>One thing that is wrong with an event that was sent.</summary>
/// <param name="Index">Which of the list, from 0.</param>
/// <param name="ErrorCode">Stable, for programs.</param>
/// <param name="FieldName">Where in the event; null: the event as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ClientEventError(int Index, string ErrorCode, string? FieldName, string Message);

/// <summary>Reads what a desktop reports of itself. Good events are read although others are not.</summary>
internal sealed class ClientEventBody(string personId, DateTimeOffset receivedAt)
{
    public const int MaxBytes = 512 * 1024;

    public const int MaxEvents = 100;

    private const int MaxDeviceId = 200;
    private const int MaxName = 100;

    /// <summary>The events that are as they should be, in their order.</summary>
    public List<ClientEvent> Good { get; } = [];

    /// <summary>What is wrong with the others.</summary>
    public List<ClientEventError> Errors { get; } = [];

    /// <summary>Reads a body; a problem that is added is one of the whole, and then nothing was read.</summary>
    public void Read(JsonElement root, List<ApiErrorDetail> problems)
    {
        var fields = new BodyFields(root, problems, "deviceId", "events");
        var deviceId = fields.Text("deviceId", MaxDeviceId, required: true);
        var list = fields.Value("events", required: true);
        if (list is { } given && (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() > MaxEvents))
            fields.Add("events.list", "events", $"events is a list of at most {MaxEvents} events; send more in another request.");
        if (problems.Count > 0) return;
        var index = 0;
        foreach (var item in list!.Value.EnumerateArray()) ReadOne(item, index++, SecretText.Redact(deviceId!));
    }

    private void ReadOne(JsonElement item, int index, string deviceId)
    {
        var problems = new List<ApiErrorDetail>();
        var fields = new BodyFields(item, problems, "name", "at", "code", "detail");
        var isObject = problems.Count == 0 || item.ValueKind == JsonValueKind.Object;
        var name = isObject ? fields.Text("name", MaxName, required: true) : null;
        if (name is not null && !ClientEvent.Names.Contains(name))
            fields.Add("event.name.unknown", "name", $"name is one of {string.Join(", ", ClientEvent.Names)}.");
        var at = isObject ? AtOf(fields) : default;
        var code = TextOf(fields, "code", ClientEvent.MaxCode);
        var detail = TextOf(fields, "detail", ClientEvent.MaxDetail);
        if (problems.Count == 0) Good.Add(new(name!, at, receivedAt, personId, deviceId, code, detail));
        else Errors.AddRange(problems.Select(p => new ClientEventError(index, p.ErrorCode, p.FieldName, p.Message)));
    }

    private static Instant AtOf(BodyFields fields)
    {
        if (fields.Value("at", required: true) is not { } value) return default;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.EndsWith('Z') && Instant.TryParse(text, out var at)) return at;
        fields.Add("event.instant", "at", "at is an instant in UTC: 2026-03-02T10:00:00.000Z.");
        return default;
    }

    // Messages of exceptions have several lines: those are kept, on one.
    private static string? TextOf(BodyFields fields, string name, int max)
    {
        if (fields.Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= max)
            return string.IsNullOrWhiteSpace(text) ? null : SecretText.Redact(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
        fields.Add("field.text", name, $"{name} is a text of at most {max} characters.");
        return null;
    }
}
