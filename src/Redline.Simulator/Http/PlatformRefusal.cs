using System.Text.Json.Nodes;

namespace Redline.Simulator.Http;

/// <summary>A message and the value it was filled with, as the platform repeats them.</summary>
internal sealed record MessageParts(string Template, string Name, string Value);

/// <summary>The platform's error body.</summary>
internal static class PlatformRefusal
{
    internal static EmulatedAnswer Answer(int status, string code, string message, string contextId, MessageParts? parts = null) =>
        EmulatedAnswer.Json(Body(status, code, message, contextId, parts), status);

    internal static JsonObject Body(int status, string code, string message, string contextId, MessageParts? parts = null)
    {
        var body = new JsonObject { ["message"] = message, ["code"] = code, ["status"] = status };
        if (parts is not null) body["messageWithParams"] = parts.Template;
        body["messageParams"] = parts is null ? new JsonObject() : new JsonObject { [parts.Name] = parts.Value };
        body["contextId"] = contextId;
        body["details"] = new JsonArray();
        body["errors"] = new JsonArray();
        return body;
    }
}
