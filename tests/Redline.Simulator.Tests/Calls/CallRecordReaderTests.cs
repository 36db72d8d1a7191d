using System.IO.Compression;
using System.Text;
using Redline.Simulator.Calls;
using static Redline.Simulator.Tests.Calls.CallsText;

namespace Redline.Simulator.Tests.Calls;

public sealed class CallRecordReaderTests
{
    private const string Answered =
        "1,PS,2,1999-03-01T06:52:59,1999-03-01T06:53:05,1999-03-01T06:53:31,answered,"
        + "1999-03-01T06:53:30,1999-03-01T06:53:43,A1";

    private const string NeverWaited = "2,NW,,1999-03-01T00:06:52,,,abandoned,,,";

    [Fact]
    public void Read_WhenAnsweredAfterWait_KeepsEveryField()
    {
        var call = Assert.Single(ReadLines(Answered).Calls);

        Assert.Equal(
            new CallRecord(
                "PS", 2, Milliseconds("1999-03-01T06:52:59"), Milliseconds("1999-03-01T06:53:05"),
                Milliseconds("1999-03-01T06:53:31"), CallOutcome.Answered, Milliseconds("1999-03-01T06:53:30"),
                Milliseconds("1999-03-01T06:53:43"), "A1"),
            call);
    }

    [Fact]
    public void Read_WhenOptionalFieldsAreEmpty_LeavesThemOut()
    {
        var call = Assert.Single(ReadLines(NeverWaited).Calls);

        Assert.Equal(
            new CallRecord(
                "NW", 0, Milliseconds("1999-03-01T00:06:52"), null, null, CallOutcome.Abandoned, null, null, null),
            call);
    }

    [Fact]
    public void Read_WhenContentIsGzip_RecognisesItByItsFirstBytes()
    {
        var set = Read(Pack($"{Header}\n{Answered}\n"));

        Assert.Equal(("PS", 0L), (Assert.Single(set.Calls).Queue, set.ErrorCount));
    }

    [Fact]
    public void Read_WhenGzipHasSeveralMembers_ReadsThemAll()
    {
        var set = Read([.. Pack($"{Header}\n"), .. Pack($"{Answered}\n"), .. Pack($"{NeverWaited}\n")]);

        Assert.Equal((2, 0L), (set.Calls.Count, set.ErrorCount));
    }

    [Fact]
    public void Read_WhenBomAndCrlfAndBlankLines_ToleratesThem()
    {
        var set = Read($"\uFEFF{Header}\r\n{Answered}\r\n\r\n{NeverWaited}\r\n\r\n");

        Assert.Equal(["NW", "PS"], set.Calls.Select(call => call.Queue));
        Assert.Equal(0, set.ErrorCount);
    }

    [Fact]
    public void Read_WhenLastLineHasNoLineEnd_ReadsIt() => Assert.Single(Read($"{Header}\n{Answered}").Calls);

    [Fact]
    public void Read_WhenColumnsAreReorderedAndOthersAreThere_FindsThemByName()
    {
        var set = Read("""
            Outcome,note,SERVICE_END,service_start,left_queue,queued,arrived,queue
            abandoned,x,,,1999-03-01T00:00:20,1999-03-01T00:00:10,1999-03-01T00:00:00,PS
            """);

        var call = Assert.Single(set.Calls);
        Assert.Equal((0, null), (call.Priority, call.Agent));
        Assert.Equal(Milliseconds("1999-03-01T00:00:20"), call.LeftQueueMilliseconds);
    }

    [Fact]
    public void Read_WhenValuesAreQuoted_UnquotesThem()
    {
        var call = Assert.Single(ReadLines(
            "\"a\nb\",\"Claims, \"\"new\"\"\",\"1\",\"1999-03-01T00:00:00\",,,\"answered\",,,\"\"").Calls);

        Assert.Equal(("Claims, \"new\"", 1, null), (call.Queue, call.Priority, call.Agent));
    }

    [Fact]
    public void Read_WhenQueueRepeats_GivesOneString()
    {
        var calls = ReadLines(NeverWaited, NeverWaited).Calls;

        Assert.Same(calls[0].Queue, calls[1].Queue);
    }

    [Fact]
    public void Read_WhenServedBeforeLeavingQueue_AcceptsIt()
    {
        var set = ReadLines(
            "1,PS,0,1999-03-01T00:00:30,1999-03-01T00:00:20,1999-03-01T00:00:40,answered,"
            + "1999-03-01T00:00:05,1999-03-01T00:00:06,");

        Assert.Equal((1, 0L), (set.Calls.Count, set.ErrorCount));
    }

    [Fact]
    public void Read_WhenSeveralFiles_MergesThemByArrival()
    {
        var first = Path.GetTempFileName();
        var second = Path.GetTempFileName();
        try
        {
            File.WriteAllText(first, $"{Header}\n1,B,0,1999-03-02T00:00:00,,,abandoned,,,\nbad\n");
            File.WriteAllText(
                second,
                $"{Header}\n1,A,0,1999-03-01T00:00:00,,,abandoned,,,\n2,C,0,1999-03-02T00:00:00,,,abandoned,,,\n");

            var set = CallRecordReader.Read([first, second]);

            Assert.Equal(["A", "B", "C"], set.Calls.Select(call => call.Queue));
            Assert.Equal((first, 3L), (set.Errors[0].File, set.Errors[0].LineNumber));
        }
        finally
        {
            File.Delete(first);
            File.Delete(second);
        }
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
