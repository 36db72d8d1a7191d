using Redline.Engine;
using Redline.Engine.Alerts;
using Redline.Server.Replays;

namespace Redline.Server.Tests.Replays;

public sealed class ReplayCsvTests
{
    [Fact]
    public void Write_WhenThereIsNoRow_WritesTheHeader() =>
        Assert.Equal("stream,queue,mediaType,severity,triggered,resolved\n", Written());

    [Fact]
    public void Write_WhenARowIsQueueWideAndOpen_LeavesMediaTypeAndResolvedEmpty() =>
        Assert.EndsWith(
            "\ns,q,,WARNING,1970-01-01T00:00:00.001Z,\n",
            Written(new ReplayRow("s", "q", null, Severity.Warning, new Instant(1), null)));

    [Theory]
    [InlineData("plain text; 'quoted'", "plain text; 'quoted'")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    public void Write_WhenAValueNeedsQuotes_QuotesIt(string value, string written) =>
        Assert.EndsWith(
            $"\n{written},{written},{written},CRITICAL,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z\n",
            Written(new ReplayRow(value, value, value, Severity.Critical, new Instant(0), new Instant(1_000))));

    private static string Written(params ReplayRow[] rows)
    {
        using var writer = new StringWriter();
        ReplayCsv.Write(writer, rows);
        return writer.ToString();
    }
}
