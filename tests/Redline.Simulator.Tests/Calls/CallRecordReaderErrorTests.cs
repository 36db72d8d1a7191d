using System.IO.Compression;
using System.Text;
using Redline.Simulator.Calls;
using static Redline.Simulator.Tests.Calls.CallsText;

namespace Redline.Simulator.Tests.Calls;

public sealed class CallRecordReaderErrorTests
{
    private const string Good = "9,PS,0,1999-03-01T00:00:00,,,abandoned,,,";

    [Theory]
    [InlineData("1,PS,0,1999-13-01T00:00:00,,,abandoned,,,", "calls.time.invalid", "arrived", "'1999-13-01T00:00:00'")]
    [InlineData("1,PS,0,,,,abandoned,,,", "calls.time.missing", "arrived", "empty")]
    [InlineData("1,,0,1999-03-01T00:00:00,,,abandoned,,,", "calls.queue.empty", "queue", "name")]
    [InlineData("1,PS,high,1999-03-01T00:00:00,,,abandoned,,,", "calls.priority.invalid", "priority", "'high'")]
    [InlineData("1,PS,0,1999-03-01T00:00:00,,,lost,,,", "calls.outcome.unknown", "outcome", "'lost'")]
    [InlineData(
        "1,PS,0,1999-03-01T00:00:00,1999-03-01T00:00:10,,abandoned,,,", "calls.wait.incomplete", "left_queue", "both")]
    [InlineData(
        "1,PS,0,1999-03-01T00:00:00,,1999-03-01T00:00:10,abandoned,,,", "calls.wait.incomplete", "queued", "both")]
    [InlineData(
        "1,PS,0,1999-03-01T00:00:00,1999-03-01T00:00:10,1999-03-01T00:00:09,abandoned,,,",
        "calls.wait.reversed", "left_queue", "before")]
    [InlineData(
        "1,PS,0,1999-03-01T00:00:00,,,answered,1999-03-01T00:00:10,,",
        "calls.service.incomplete", "service_end", "both")]
    [InlineData(
        "1,PS,0,1999-03-01T00:00:00,,,answered,1999-03-01T00:00:10,1999-03-01T00:00:09,",
        "calls.service.reversed", "service_end", "before")]
    [InlineData(
        "1,PS,0,1999-03-01T00:00:00,,,abandoned,1999-03-01T00:00:10,1999-03-01T00:00:19,",
        "calls.outcome.contradicted", "outcome", "service_start")]
    [InlineData("1,PS,0", "calls.fields.count", "3 fields", "10")]
    [InlineData("\"1\"x,PS,0,1999-03-01T00:00:00,,,abandoned,,,", "calls.quote.invalid", "quoted", "comma")]
    public void Read_WhenLineIsBad_ReportsItAndGoesOn(string line, string code, string column, string said)
    {
        var set = ReadLines(Good, line, Good);

        Assert.Equal(2, set.Calls.Count);
        var error = Assert.Single(set.Errors);
        Assert.Equal(("calls.csv", 3L, code), (error.File, error.LineNumber, error.Code));
        Assert.Contains(column, error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenLineHasSeveralProblems_ReportsAll()
    {
        var set = ReadLines("1,,x,noon,1999-03-01T00:00:10,soon,lost,1999-03-01T00:00:10,,");

        Assert.Equal(
            ["calls.queue.empty", "calls.priority.invalid", "calls.time.invalid", "calls.time.invalid",
                "calls.service.incomplete", "calls.outcome.unknown"],
            set.Errors.Select(error => error.Code));
        Assert.Empty(set.Calls);
    }

    [Fact]
    public void Read_WhenColumnsAreMissing_NamesThemAll()
    {
        var error = Assert.Single(Read("call,queue,arrived,outcome\n1,PS,1999-03-01T00:00:00,answered\n").Errors);

        Assert.Equal(("calls.columns.missing", 1L), (error.Code, error.LineNumber));
        Assert.Contains(
            "lacks queued, left_queue, service_start, service_end;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenAKnownColumnRepeats_RefusesTheFile()
    {
        var set = Read($"{Header},Queue,note,note\n");

        Assert.Equal("calls.columns.repeated", Assert.Single(set.Errors).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\n")]
    public void Read_WhenFileIsEmpty_SaysThatTheHeaderIsMissing(string text) =>
        Assert.Equal("calls.header.missing", Assert.Single(Read(text).Errors).Code);

    [Fact]
    public void Read_WhenQuoteNeverEnds_LosesThatLineOnly()
    {
        var set = ReadLines("\"1,PS,0,1999-03-01T00:00:00,,,abandoned,,,", Good, Good);

        var error = Assert.Single(set.Errors);
        Assert.Equal(("calls.quote.unclosed", 2L), (error.Code, error.LineNumber));
        Assert.Equal(2, set.Calls.Count);
    }

    [Fact]
    public void Read_WhenRecordSpansLines_CountsTheLinesAfterItRight()
    {
        var set = ReadLines("\"a\nb\nc\",PS,0,1999-03-01T00:00:00,,,abandoned,,,", "bad");

        Assert.Equal(5, Assert.Single(set.Errors).LineNumber);
    }

    [Fact]
    public void Read_WhenFileIsAbsent_ReportsItAndReadsTheOthers()
    {
        var present = Path.GetTempFileName();
        try
        {
            File.WriteAllText(present, $"{Header}\n{Good}\n");

            var set = CallRecordReader.Read([present + ".absent", present]);

            Assert.Single(set.Calls);
            Assert.Equal(("calls.file.unreadable", 0L), (set.Errors[0].Code, set.Errors[0].LineNumber));
        }
        finally
        {
            File.Delete(present);
        }
    }

    [Fact]
    public void Read_WhenGzipBreaksOff_SaysSoAndKeepsWhatCameBefore()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes($"{Header}\n{string.Concat(Enumerable.Repeat(Good + "\n", 20_000))}"));

        var set = Read(packed.ToArray()[..((int)packed.Length / 2)]);

        var error = Assert.Single(set.Errors);
        Assert.Equal("calls.file.unreadable", error.Code);
        Assert.InRange(set.Calls.Count, 1, 19_999);
        Assert.InRange(error.LineNumber, set.Calls.Count, set.Calls.Count + 2);
    }

    [Fact]
    public void ToString_WhenErrorHasALine_ShowsFileAndLine() => Assert.Equal(
        "a.csv:7: Bad. [calls.queue.empty]",
        new CallRecordError("a.csv", 7, CallRecordErrorCodes.QueueEmpty, "Bad.").ToString());
}
