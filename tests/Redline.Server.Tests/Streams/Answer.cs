using System.Text.Json;

namespace Redline.Server.Tests.Streams;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Json">The body; undefined when there is none.</param>
/// <param name="ETag">The ETag, with its quotes.</param>
/// <param name="Location">Where what was made is.</param>
internal sealed record Answer(int Status, JsonElement Json, string? ETag, string? Location)
{
    public string Text(string property) => Json.GetProperty(property).GetString()!;

    public int Number(string property) => Json.GetProperty(property).GetInt32();

    /// <summary>The codes of every problem named, in order.</summary>
    public string[] Codes(string property = "details") =>
        [.. Json.GetProperty(property).EnumerateArray().Select(d => d.GetProperty("errorCode").GetString()!)];

    /// <summary>The values of one property of every item of a list.</summary>
    public string[] Each(string list, string property) =>
        [.. Json.GetProperty(list).EnumerateArray().Select(i => i.GetProperty(property).ToString())];
}
