namespace Redline.Server.Configuration;

/// <summary>Says what a wrong name was probably meant to be.</summary>
internal static class Suggestion
{
    /// <summary>The end of a sentence: "; did you mean …?", or a full stop when nothing is near.</summary>
    public static string For(string wrong, IEnumerable<string> names)
    {
        var (name, distance) = names.Select(n => (n, Distance(wrong, n))).MinBy(n => n.Item2);
        return distance <= Math.Max(2, wrong.Length / 3) ? $"; did you mean {name}?" : ".";
    }

    // Letters to add, drop or change.
    private static int Distance(string a, string b)
    {
        if (a.Length > 200) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
