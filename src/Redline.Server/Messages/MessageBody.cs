using System.Text.Json;
using Redline.Engine.Audiences;
using Redline.Engine.Messages;
using Redline.Server.Http;

namespace Redline.Server.Messages;

/// <summary>What a program or person sends to be told to others.</summary>
internal static class MessageBody
{
    public const int MaxBytes = 128 * 1024; // an audience at its bounds, in the longest spelling

    private const int DefaultLifeSeconds = 600;

    private static readonly string[] Severities = ["INFORMATION", "WARNING", "CRITICAL"];

    /// <summary>Reads it; null when anything is wrong, and then every problem.</summary>
    public static SendMessage? Read(JsonElement root, string sender, List<ApiErrorDetail> problems)
    {
        var fields = new BodyFields(root, problems, "audience", "severity", "title", "text", "queueId", "expiresInSeconds");
        var audience = ReadAudience(fields, problems);
        var severity = ReadSeverity(fields);
        var title = fields.Text("title", Message.TitleLength, required: true);
        var text = fields.Text("text", Message.TextLength, required: true);
        var queueId = fields.Text("queueId", Audience.IdLength);
        var life = fields.Whole("expiresInSeconds", Message.MinLifeSeconds, Message.MaxLifeSeconds) ?? DefaultLifeSeconds;
        return problems.Count > 0 ? null : new(audience!, severity, title!, text!, queueId, life * 1000, sender);
    }

    private static Audience? ReadAudience(BodyFields fields, List<ApiErrorDetail> problems)
    {
        if (fields.Value("audience", required: true) is not { } json) return null;
        var audience = AudienceReader.Read(json, "audience", out var mistakes);
        problems.AddRange(mistakes.Select(m => new ApiErrorDetail(m.Code, m.Path, m.Message)));
        return audience;
    }

    private static MessageSeverity ReadSeverity(BodyFields fields)
    {
        if (fields.Text("severity", 20, required: true) is not { } word) return default;
        var index = Array.IndexOf(Severities, word);
        if (index < 0) fields.Add("field.choice", "severity", $"severity is one of {string.Join(", ", Severities)} (case matters).");
        return index < 0 ? default : (MessageSeverity)index;
    }
}
