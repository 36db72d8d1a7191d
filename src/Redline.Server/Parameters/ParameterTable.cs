using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Redline.Engine.Parameters;
using Redline.Engine.Queues;
using Redline.Server.Http;

namespace Redline.Server.Parameters;

/// <summary>
/// The table of a parameter as <c>text/csv</c> (RFC 4180): <c>queueId,queueName,value</c>. Names are for people and not
/// read; a queue without a value has none of its own.
/// </summary>
internal static class ParameterTable
{
    public const string MediaType = "text/csv";

    /// <summary>The largest table that is read.</summary>
    public const int MaxBytes = 4 << 20;

    private const int MaxProblems = 100;

    private static readonly string[] Header = ["queueId", "queueName", "value"];

    /// <summary>The table, by the name of the queue, then its id.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="known">The queues that are known, for their names.</param>
    /// <param name="all">Whether those without a value of their own are there too.</param>
    public static string Write(ParameterDefinition parameter, IReadOnlyList<QueueView> known, bool all)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var queue in known) names[queue.QueueId] = queue.QueueName;
        var ids = all ? parameter.Values.Keys.Union(names.Keys, StringComparer.Ordinal) : parameter.Values.Keys;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        Row(csv, Header);
        foreach (var id in ids.OrderBy(i => names.GetValueOrDefault(i, ""), StringComparer.Ordinal).ThenBy(i => i, StringComparer.Ordinal))
        {
            csv.WriteField(Escaped(id));
            csv.WriteField(Escaped(names.GetValueOrDefault(id, "")));
            if (parameter.Values.TryGetValue(id, out var value)) csv.WriteField(value.ToString("R", CultureInfo.InvariantCulture), shouldQuote: false);
            else csv.WriteField("");
            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    /// <summary>Reads a table; null when anything is wrong, and then every bad row is named by its line.</summary>
    public static IReadOnlyDictionary<string, double>? Read(byte[] utf8, List<ApiErrorDetail> problems)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(utf8).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            problems.Add(new("table.text", null, "The table is not UTF-8; save it as CSV UTF-8."));
            return null;
        }

        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n'))).Contains(';') ? ";" : ",",
            BadDataFound = null,
            IgnoreBlankLines = false, // they count as lines
            TrimOptions = TrimOptions.Trim,
        });
        if (!csv.Read() || !csv.Record!.SequenceEqual(Header, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(new("table.header", "line 1", "The first line is `queueId,queueName,value`; semicolons may stand for the commas."));
            return null;
        }

        for (var line = csv.RawRow + 1; csv.Read(); line = csv.RawRow + 1)
        {
            if (problems.Count == MaxProblems)
            {
                problems.Add(new("definition.errors.more", $"line {line}", $"There are more than {MaxProblems} mistakes; mend these first."));
                break;
            }

            if (csv.Record is not [""]) Take(csv.Record!, $"line {line}", values, problems);
        }

        if (values.Count > ParameterLimits.Values)
            problems.Add(new("table.values", null, $"More than {ParameterLimits.Values} queues; give the others the default."));
        return problems.Count == 0 ? values : null;
    }

    private static void Take(string[] row, string line, Dictionary<string, double> values, List<ApiErrorDetail> problems)
    {
        if (row.Length != Header.Length)
            problems.Add(new("table.columns", line, $"The row has {row.Length} columns and needs three: queueId,queueName,value. A comma within one stands in double quotes."));
        else if (row[0].Length is 0 or > ParameterLimits.QueueIdLength)
            problems.Add(new("table.queue", line + ", queueId", $"The id of a queue has 1 to {ParameterLimits.QueueIdLength} characters."));
        else if (row[2].Length == 0)
            return;
        else if (!double.TryParse(row[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(Math.Abs(value) <= ParameterLimits.MaxValue))
            problems.Add(new("table.value", line + ", value", $"`{(row[2].Length <= 40 ? row[2] : row[2][..40])}` is not a number such as 120 or 0.5, at most 1e12 either way."));
        else if (!values.TryAdd(Unescaped(row[0]), value))
            problems.Add(new("table.queue.twice", line + ", queueId", "The queue has a row already; keep one."));
    }

    // What begins like a formula is not to be one in somebody's spreadsheet: an apostrophe stands before it, and before what
    // would be taken for such.
    private static string Escaped(string text) => BeginsLikeFormula(text) || IsEscaped(text) ? "'" + text : text;

    private static string Unescaped(string text) => IsEscaped(text) ? text[1..] : text;

    private static bool IsEscaped(string text) => text is ['\'', ..] && (BeginsLikeFormula(text[1..]) || text is [_, '\'', ..]);

    private static bool BeginsLikeFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    private static void Row(CsvWriter csv, string[] fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.NextRecord();
    }
}
