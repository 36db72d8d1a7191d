using System.Text;
using System.Text.Json.Nodes;

namespace Redline.Simulator.Http;

/// <summary>What the host is to answer. Immutable once it is handed over.</summary>
public sealed record EmulatedAnswer
{
    /// <summary>The status.</summary>
    public required int Status { get; init; }

    /// <summary>The body; empty: none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the body is; null with an empty body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Headers besides length and type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The connection is to be cut without an answer: the rest does not matter.</summary>
    public bool IsCut { get; init; }

    internal static EmulatedAnswer Json(JsonNode body, int status = 200) =>
        Json(Encoding.UTF8.GetBytes(body.ToJsonString()), status);

    internal static EmulatedAnswer Json(ReadOnlyMemory<byte> body, int status = 200) =>
        new() { Status = status, Body = body, ContentType = "application/json" };

    internal static EmulatedAnswer Nothing(int status = 204) => new() { Status = status };

    internal static EmulatedAnswer Redirect(string address) =>
        new() { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = address } };

    internal EmulatedAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
}
