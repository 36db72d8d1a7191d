using System.Text;
using System.Text.Json;

namespace Redline.Delivery.Effects;

/// <summary>Reads data off answers, and what people are shown of them.</summary>
internal static class AnswerReader
{
    private const int MaxDepth = 32;
    private const int MaxText = 1_000;
    private const int MaxShown = 300;

    private static readonly Dictionary<string, EffectValue> None = [];

    /// <summary>What was asked for, or the code of what is wrong with the answer; what is not there is left out.</summary>
    public static (IReadOnlyDictionary<string, EffectValue> Data, string? Error, string? Detail) Read(
        EffectReply reply, IReadOnlyDictionary<string, AnswerPath> wanted, SecretRedactor redactor)
    {
        if (wanted.Count == 0) return (None, null, null);
        if (!IsJson(reply.ContentType)) return (None, EffectCodes.AnswerType, $"Expected JSON, got {reply.ContentType ?? "no content type"}.");
        var data = new Dictionary<string, EffectValue>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(reply.Body, new() { MaxDepth = MaxDepth });
            foreach (var (name, path) in wanted)
            {
                if (path.Find(json.RootElement) is not { } found) continue;
                if (ValueOf(found) is not { } value) return (None, EffectCodes.AnswerValue, $"What stands at {name} is no number and no text of at most {MaxText} characters.");
                data[name] = value.Text is { } text ? EffectValue.Of(redactor.Redact(text)) : value;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a text that is not Unicode
        {
            return (None, EffectCodes.AnswerJson, "The answer is not JSON.");
        }

        return (data, null, null);
    }

    /// <summary>The beginning of a text as it is shown: secrets taken out, on one line, at most 300 characters; null: there is none.</summary>
    public static string? Shown(string? text, SecretRedactor redactor)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = redactor.Redact(text).Trim();
        var cut = line.Length > MaxShown ? line[..(char.IsHighSurrogate(line[MaxShown - 1]) ? MaxShown - 1 : MaxShown)] : line;
        return string.Create(cut.Length, cut, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }

    /// <summary>The beginning of an answer as it is shown; null: it has no text.</summary>
    public static string? Excerpt(EffectReply reply, SecretRedactor redactor) =>
        IsText(reply.ContentType) ? Shown(Encoding.UTF8.GetString(reply.Body.Span), redactor) : null;

    private static EffectValue? ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number) ? EffectValue.Of(number) : null,
        JsonValueKind.String => element.GetString() is { Length: <= MaxText } text ? EffectValue.Of(text) : null,
        JsonValueKind.True => EffectValue.Of("true"),
        JsonValueKind.False => EffectValue.Of("false"),
        _ => null,
    };

    private static bool IsJson(string? type) => type is not null
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)));

    private static bool IsText(string? type) => type is not null
        && (IsJson(type) || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase));
}
