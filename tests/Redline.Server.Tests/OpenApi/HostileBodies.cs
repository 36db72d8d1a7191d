using System.Text;
using System.Text.Json.Nodes;

namespace Redline.Server.Tests.OpenApi;

/// <summary>Bodies that no caller should send and some will.</summary>
internal static class HostileBodies
{
    private const int PairsOfChanges = 40;

    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1.5", "1e308", "1e999", "-0.0", "12345678901234567890123", "\"\"", "\"x\"", "\" \"",
        "\"\\u0000\"", "\"2026-13-45T99:99:99Z\"", "[]", "{}", "[[]]", "[null]", "{\"a\":[1]}", $"\"{new string('x', 5000)}\"",
        "\"\\ud83d\\ude00\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999Z\"",
    ];

    /// <summary>Bytes that are not the JSON that was asked for, whatever that was.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Raw()
    {
        string[] texts = ["", " ", "{", "}", "null", "true", "7", "\"x\"", "[]", "[{}]", "{}", "{\"\":1}", "nonsense", "{'a':1}", "{\"a\":1,}", "1e999999"];
        foreach (var text in texts) yield return (text, Encoding.UTF8.GetBytes(text));
        yield return ("depth 100", Nested(100));
        yield return ("depth 100000", Nested(100_000));
        yield return ("objects in depth 127", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"operands\":[", 63)) + string.Concat(Enumerable.Repeat("]}", 63))));
        yield return ("invalid UTF-8", [.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        yield return ("half a surrogate", "{\"name\":\"\\ud800\"}"u8.ToArray());
        yield return ("half a surrogate as a name", "{\"\\udc00\":1}"u8.ToArray());
        yield return ("UTF-16", Encoding.Unicode.GetBytes("{\"name\":\"x\"}"));
        yield return ("byte order mark", [0xef, 0xbb, 0xbf, .. "{}"u8]);
        yield return ("twice", "{\"name\":\"a\",\"name\":\"b\"}"u8.ToArray());
        yield return ("9 MiB", Encoding.UTF8.GetBytes($"{{\"name\":\"{new string('x', 9 << 20)}\"}}"));
        yield return ("a property of 1 MiB", Encoding.UTF8.GetBytes($"{{\"{new string('x', 1 << 19)}\":1}}"));
        yield return ("100000 properties", Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"p{i}\":0"))}}}"));
    }

    /// <summary>An example with one value changed, left out or added; and some with two, from a seed.</summary>
    public static IEnumerable<string> Changed(string example, Random random)
    {
        var places = PlacesIn(JsonNode.Parse(example)!).ToArray();
        for (var place = 0; place < places.Length; place++)
        {
            foreach (var value in Values) yield return Replace(example, places[place], value);
            yield return Remove(example, places[place]);
        }

        yield return example.TrimEnd()[..^1] + ",\"nonsense\":1}";
        for (var i = 0; i < PairsOfChanges; i++)
        {
            var first = Replace(example, places[random.Next(places.Length)], Values[random.Next(Values.Length)]);
            yield return first.Replace("\"", random.Next(8) == 0 ? "\"\\u200b" : "\"", StringComparison.Ordinal);
        }
    }

    private static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));

    // The raw text of each value is unlike any other text of the example, so that it can be put in and taken out as text.
    private static IEnumerable<object[]> PlacesIn(JsonNode node, params object[] path)
    {
        if (path.Length > 0) yield return path;
        var children = node switch
        {
            JsonObject json => json.Where(p => p.Value is not null).Select(p => (Key: (object)p.Key, p.Value)),
            JsonArray list => list.Select((v, i) => (Key: (object)i, Value: v)).Where(p => p.Value is not null),
            _ => [],
        };
        foreach (var (key, value) in children)
            foreach (var place in PlacesIn(value!, [.. path, key]))
                yield return place;
    }

    private static string Replace(string example, object[] place, string raw)
    {
        const string mark = "\"@@here@@\"";
        var root = JsonNode.Parse(example)!;
        var parent = Parent(root, place);
        if (place[^1] is string name) parent[name] = "@@here@@";
        else parent[(int)place[^1]] = "@@here@@";
        return root.ToJsonString().Replace(mark, raw, StringComparison.Ordinal);
    }

    private static string Remove(string example, object[] place)
    {
        var root = JsonNode.Parse(example)!;
        var parent = Parent(root, place);
        if (place[^1] is string name) parent.AsObject().Remove(name);
        else parent.AsArray().RemoveAt((int)place[^1]);
        return root.ToJsonString();
    }

    private static JsonNode Parent(JsonNode root, object[] place) =>
        place[..^1].Aggregate(root, (node, key) => key is string name ? node[name]! : node[(int)key]!);
}
