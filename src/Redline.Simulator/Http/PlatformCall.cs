using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redline.Simulator.Tokens;

namespace Redline.Simulator.Http;

/// <summary>One request on its way through an operation, with the words for refusing it.</summary>
internal sealed class PlatformCall(EmulatedRequest request, string[] values, AccessToken? token, string correlationId, long now)
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, MaxDepth = 32 };

    internal EmulatedRequest Request { get; } = request;

    internal QueryText Query { get; } = new(request.Query);

    /// <summary>The values in the path, in order.</summary>
    internal string[] Values { get; } = values;

    /// <summary>Who calls; only an open operation may be without.</summary>
    internal AccessToken Token => token ?? throw new InvalidOperationException("An open operation asked who calls.");

    internal string CorrelationId { get; } = correlationId;

    /// <summary>The simulated instant.</summary>
    internal long Now { get; } = now;

    internal QueryText Form => new(Encoding.UTF8.GetString(Request.Body.Span));

    /// <summary>The body as JSON; null when it is none.</summary>
    internal JsonNode? ReadJson()
    {
        try
        {
            return Request.Body.IsEmpty ? null : JsonNode.Parse(Request.Body.Span, documentOptions: Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal EmulatedAnswer NotFound(string? what = null) =>
        Refuse(404, "not.found", what is null ? "The requested resource was not found." : $"The requested resource was not found: {what}.");

    internal EmulatedAnswer BadRequest(string message, string code = "bad.request") => Refuse(400, code, message);

    internal EmulatedAnswer InvalidValue(string value, string type, string allowed) =>
        Refuse(400, "invalid.value", $"Value [{value}] is not valid for field type [{type}]. Allowable values are: {allowed}");

    internal EmulatedAnswer Missing(Requirement requirement)
    {
        var list = $"[{string.Join(", ", requirement.Permissions)}]";
        return requirement.IsAny && requirement.Permissions.Count > 1
            ? Refuse(403, "missing.any.permissions", $"Unable to perform the requested action. You must have at least one of the following permissions assigned: {list}",
                new("Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions}", "permissions", list))
            : Refuse(403, "missing.permissions", $"Unable to perform the requested action. You are missing the following permission(s): {list}",
                new("Unable to perform the requested action. You are missing the following permission(s): {permissions}", "permissions", list));
    }

    internal EmulatedAnswer NotAuthorized() => Refuse(403, "not.authorized", "You are not authorized to perform the requested action.");

    internal EmulatedAnswer Refuse(int status, string code, string message, MessageParts? parts = null) =>
        PlatformRefusal.Answer(status, code, message, CorrelationId, parts);
}
