using System.Globalization;
using System.Text.Json.Nodes;

namespace Redline.Simulator.Http;

/// <summary>Which page of a listing was asked for.</summary>
internal sealed record EntityPage(int Size, int Number)
{
    internal const int UsualSize = 25;

    /// <summary>Reads it from the query; null with the refusal when it cannot be had.</summary>
    internal static EntityPage? Of(PlatformCall call, int most, out EmulatedAnswer? refusal)
    {
        refusal = null;
        var size = Read(call, "pageSize", UsualSize, ref refusal);
        var number = Read(call, "pageNumber", 1, ref refusal);
        if (refusal is null && size > most)
            refusal = call.BadRequest($"The page size may not exceed {most}.", "invalid.value");
        return refusal is null ? new(size, number) : null;
    }

    /// <summary>The listing with total and addresses of the neighbouring pages.</summary>
    internal JsonObject Whole<T>(PlatformCall call, IReadOnlyList<T> all, Func<T, JsonNode> entity)
    {
        var pages = Math.Max(1, (all.Count + Size - 1) / Size);
        var body = new JsonObject
        {
            ["entities"] = Entities(all, entity),
            ["pageSize"] = Size,
            ["pageNumber"] = Number,
            ["total"] = all.Count,
            ["firstUri"] = Uri(call, 1),
            ["selfUri"] = Uri(call, Number),
            ["lastUri"] = Uri(call, pages),
            ["pageCount"] = pages,
        };
        AddNeighbours(call, body, Number < pages);
        return body;
    }

    /// <summary>The listing that tells no total: who wants all follows the next address until there is none.</summary>
    internal JsonObject WithoutTotal<T>(PlatformCall call, IReadOnlyList<T> all, Func<T, JsonNode> entity)
    {
        var body = new JsonObject
        {
            ["entities"] = Entities(all, entity),
            ["pageSize"] = Size,
            ["pageNumber"] = Number,
            ["firstUri"] = Uri(call, 1),
            ["selfUri"] = Uri(call, Number),
        };
        AddNeighbours(call, body, (long)Number * Size < all.Count);
        return body;
    }

    private static int Read(PlatformCall call, string name, int usual, ref EmulatedAnswer? refusal)
    {
        if (call.Query[name] is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0) return value;
        refusal = call.InvalidValue(text, name, "positive integers");
        return usual;
    }

    private JsonArray Entities<T>(IReadOnlyList<T> all, Func<T, JsonNode> entity) =>
        [.. all.Skip((int)Math.Min(int.MaxValue, (Number - 1L) * Size)).Take(Size).Select(entity)];

    private void AddNeighbours(PlatformCall call, JsonObject body, bool hasNext)
    {
        if (hasNext) body["nextUri"] = Uri(call, Number + 1);
        if (Number > 1) body["previousUri"] = Uri(call, Number - 1);
    }

    // The other filters stay: who follows the address gets the same listing.
    private string Uri(PlatformCall call, int number)
    {
        var others = call.Request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !p.StartsWith("pageSize=", StringComparison.OrdinalIgnoreCase) && !p.StartsWith("pageNumber=", StringComparison.OrdinalIgnoreCase));
        return string.Create(
            CultureInfo.InvariantCulture, $"{call.Request.Path}?{string.Concat(others.Select(o => o + "&"))}pageSize={Size}&pageNumber={number}");
    }
}
