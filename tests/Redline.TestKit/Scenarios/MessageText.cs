using System.Text.Json;
using Redline.Engine.Audiences;
using Redline.Engine.Messages;

namespace Redline.TestKit.Scenarios;

/// <summary>Reads and prints messages of scenarios.</summary>
public static class MessageText
{
    private const int DefaultLifeSeconds = 600;

    /// <summary>
    /// The message of <c>message {"audience":{...}, ...}</c>; what no story needs to say may be left out. Null: the
    /// audience has mistakes, which are printed.
    /// </summary>
    /// <exception cref="ScenarioException">What follows the verb is not JSON.</exception>
    public static SendMessage? Parse(ScenarioCommand command, List<string> output)
    {
        try
        {
            using var json = JsonDocument.Parse(command.Rest);
            var root = json.RootElement;
            var audience = AudienceReader.Read(root.GetProperty("audience"), "$.audience", out var errors);
            output.AddRange(errors.Select(e => e.ToString()));
            if (audience is null) return null;
            var life = root.TryGetProperty("expiresInSeconds", out var seconds) ? seconds.GetInt64() : DefaultLifeSeconds;
            return new(
                audience, Enum.Parse<MessageSeverity>(Text(root, "severity") ?? "INFORMATION", ignoreCase: true),
                Text(root, "title") ?? "a title", Text(root, "text") ?? "a text", Text(root, "queueId"), life * 1000, "key:crm");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            throw new ScenarioException($"line {command.LineNumber}: message {{\"audience\":{{...}}}}: {e.Message}");
        }
    }

    /// <summary>A message on one line.</summary>
    public static string Print(Message message)
    {
        var queue = message.QueueId is { } id ? $" about {id}" : "";
        return $"{message.FormatId()} {message.Severity.ToString().ToUpperInvariant()} \"{message.Title}\" to {message.Audience}{queue}"
            + $" until {ScenarioTime.Print(message.ExpiresAt)}";
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
