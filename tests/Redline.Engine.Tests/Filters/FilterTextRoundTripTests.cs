using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Filters;
using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Filters;

public sealed class FilterTextRoundTripTests
{
    // Pieces of texts that are nearly right, so that random texts get behind the lexer.
    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.Elements("(", ")", ",", "+", "-", "*", "/", "=", "!=", ">", "<=", " and ", " or ", " not ", " in ", " between ", " contains ", "until "),
        Gen.Elements("waitTimeSeconds", "waitingCount", "queueName", "mediaType", "wait", "exists(", "set(", "param(", "param(limit)", "in set(\"a\")", "min(", "max(", "x(", "in (", "and(", "or("),
        Gen.Elements("1", "-2", "0.5", "1e999", "3s", "\"a\"", "'b", "\"\\", "\"\\u12", "#", "//", "\n", " ", "\r", "§", "😀", "\ud800", "\0"),
        Gen.Choose(0, 0xffff).Select(c => ((char)c).ToString()));

    private static readonly string[] Comparisons = ["=", "!=", ">", ">=", "<", "<="];
    private static readonly string[] Signs = ["+", "-", "*", "/"];
    private static readonly string[] Tests = ["=", "!=", "contains", "startsWith"];

    [Fact]
    public void Read_WhenATreeIsPrinted_IsTheSameTreeAndTheSameText() => Law.Holds(FilterTrees.Nodes, tree =>
    {
        var text = FilterText.Of(tree);
        var read = SomeFilter.ReadText(text);
        Assert.Equal(FilterWriter.ToJson(tree), FilterWriter.ToJson(read));
        Assert.Equal(text, FilterText.Of(read));
        Assert.Equivalent(tree, read, strict: true);
    }, count: 2_000);

    [Fact]
    public void Read_WhenEveryFieldAndOperatorIsPrinted_IsTheSameTree()
    {
        var numbers = Metrics.AllNames.SelectMany(name => (string[])[
            $"exists({name})", $"{name} between 1 and 2", $"{name} in (1)", $"{name} not in (1, 2)",
            .. Comparisons.Select(op => $"{name} {op} 0.5"),
            .. Signs.Select(op => $"{name} {op} 2 > 3"),
            $"min({name}, 1) < max({name}, 2)"]);
        var texts = FilterWords.TextFields.SelectMany(f => (string[])[
            "queueId in set(\"billing\")", "queueId not in set(\"billing\")", "param(limit) < waitTimeSeconds", "min(param(limit), 2) * 3 < 1",
            $"exists({f.Word})", $"{f.Word} in (\"a\")", $"{f.Word} not in (\"a\", \"b\")",
            .. Tests.Select(op => $"{f.Word} {op} \"a\"")]);
        foreach (var text in numbers.Concat(texts))
        {
            var tree = SomeFilter.ReadText(text);
            Assert.Equal(text, FilterText.Of(tree));
            Assert.Equal(text, FilterText.Of(SomeFilter.Read(FilterWriter.ToJson(tree))));
        }
    }

    [Fact]
    public void Read_WhenTheTextIsAnything_GivesATreeOrMistakesWithTheirPlace() => Law.Holds(
        Gen.Sized(size => Gen.ListOf(Pieces, size)).Select(string.Concat), IsReadOrRefused, count: 20_000);

    // One letter less, one more or two exchanged: what people get wrong.
    [Fact]
    public void Read_WhenATextIsNearlyRight_GivesATreeOrMistakesWithTheirPlace()
    {
        var nearly =
            from tree in FilterTrees.Nodes
            let text = FilterText.Of(tree)
            from at in Gen.Choose(0, text.Length - 1)
            from length in Gen.Choose(0, 3)
            from piece in Pieces
            select string.Concat(text.AsSpan(0, at), piece, text.AsSpan(Math.Min(text.Length, at + length)));
        Law.Holds(nearly, IsReadOrRefused, count: 5_000);
    }

    private static void IsReadOrRefused(string text)
    {
        var (node, errors) = SomeFilter.TryReadText(text);
        Assert.Equal(node is null, errors.Count > 0);
        Assert.All(errors, e => Assert.Matches(@"^\$:[0-9]+:[0-9]+$", e.Path));
        if (node is not null) Assert.Equal(FilterText.Of(node), FilterText.Of(SomeFilter.ReadText(FilterText.Of(node))));
    }
}
