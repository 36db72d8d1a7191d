using Redline.Engine.Queues;

namespace Redline.Engine.Filters;

/// <summary>The words of the JSON spelling: one table for reader and writer, so that neither knows a word the other does not.</summary>
internal static class FilterWords
{
    public static readonly (string Word, ComparisonOperator Operator)[] Comparisons =
    [
        ("EQUALS", ComparisonOperator.Equals),
        ("NOT_EQUALS", ComparisonOperator.NotEquals),
        ("GREATER_THAN", ComparisonOperator.GreaterThan),
        ("GREATER_THAN_OR_EQUAL", ComparisonOperator.GreaterThanOrEqual),
        ("LESS_THAN", ComparisonOperator.LessThan),
        ("LESS_THAN_OR_EQUAL", ComparisonOperator.LessThanOrEqual),
    ];

    public static readonly (string Word, ArithmeticOperator Operator)[] Arithmetic =
    [
        ("ADD", ArithmeticOperator.Add),
        ("SUBTRACT", ArithmeticOperator.Subtract),
        ("MULTIPLY", ArithmeticOperator.Multiply),
        ("DIVIDE", ArithmeticOperator.Divide),
        ("MIN", ArithmeticOperator.Min),
        ("MAX", ArithmeticOperator.Max),
    ];

    public static readonly (string Word, TextTest Test)[] TextTests =
    [
        ("EQUALS", TextTest.Equals),
        ("NOT_EQUALS", TextTest.NotEquals),
        ("IN", TextTest.In),
        ("NOT_IN", TextTest.NotIn),
        ("CONTAINS", TextTest.Contains),
        ("STARTS_WITH", TextTest.StartsWith),
    ];

    public static readonly (string Word, TextField Field)[] TextFields =
    [
        ("queueId", TextField.QueueId),
        ("queueName", TextField.QueueName),
        ("divisionId", TextField.DivisionId),
        ("mediaType", TextField.MediaType),
    ];

    public static readonly string[] Operators =
    [
        "AND", "OR", "NOT", .. Comparisons.Select(c => c.Word), "IN", "NOT_IN", "BETWEEN", "CONTAINS", "STARTS_WITH", "EXISTS",
    ];

    public static readonly string[] Fields = [.. TextFields.Select(f => f.Word), .. Metrics.AllNames];

    public static bool Find<T>((string Word, T Value)[] table, string word, out T value)
    {
        foreach (var (candidate, found) in table)
        {
            if (candidate != word) continue;
            value = found;
            return true;
        }

        value = default!;
        return false;
    }

    public static string WordOf<T>((string Word, T Value)[] table, T value) where T : struct, Enum
    {
        foreach (var (word, candidate) in table)
            if (EqualityComparer<T>.Default.Equals(candidate, value))
                return word;
        throw new InvalidOperationException($"{value} has no word");
    }

    /// <summary>That a word is not known, with the nearest that is, or all.</summary>
    public static string Unknown(string kind, string word, string[] known) => Nearest(word, known) is { } near
        ? $"Unknown {kind} `{word}`, did you mean `{near}`?"
        : $"Unknown {kind} `{Short(word)}`. Known: {string.Join(", ", known)}.";

    /// <summary>The known word nearest to a misspelt one (at most three edits, ignoring case), or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length > 60) return null;
        var best = known.Select(k => (k, d: Distance(word.ToUpperInvariant(), k.ToUpperInvariant()))).MinBy(x => x.d);
        if (best.d <= 3) return best.k;
        return known.FirstOrDefault(k => k.StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string Short(string word) => word.Length <= 80 ? word : word[..79] + "…";

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
