using System.Text;
using Redline.Simulator.Calls;
using static Redline.Simulator.Tests.Calls.CallsText;

namespace Redline.Simulator.Tests.Calls;

public sealed class CallRecordReaderBoundTests
{
    private const string Good = "9,PS,0,1999-03-01T00:00:00,,,abandoned,,,";

    [Theory]
    [InlineData(200)]
    [InlineData(500_000)]
    public void Read_WhenLineIsTooLong_SkipsItAndGoesOn(int length)
    {
        var options = new CallRecordReaderOptions { MaximumRecordLength = 128 };

        var set = Read($"{Header}\n{Good}\n{new string('x', length)}\n{Good}\n", options);

        var error = Assert.Single(set.Errors);
        Assert.Equal(("calls.record.too_long", 3L), (error.Code, error.LineNumber));
        Assert.Equal(2, set.Calls.Count);
    }

    [Fact]
    public void Read_WhenOpenQuoteReachesTheLimit_ReadsOnAfterItsLine()
    {
        var options = new CallRecordReaderOptions { MaximumRecordLength = 128 };
        var lines = string.Concat(Enumerable.Repeat(Good + "\n", 5_000));

        var set = Read($"{Header}\n\"{Good}\n{lines}", options);

        Assert.Equal(("calls.quote.unclosed", 2L), (set.Errors[0].Code, set.Errors[0].LineNumber));
        Assert.Equal((5_000, 1L), (set.Calls.Count, set.ErrorCount));
    }

    [Fact]
    public void Read_WhenErrorsPassTheLimit_CountsThemAll()
    {
        var bad = string.Concat(Enumerable.Repeat("bad\n", 250));

        var set = Read($"{Header}\n{bad}{Good}\n");

        Assert.Equal((100, 250L, 1), (set.Errors.Count, set.ErrorCount, set.Calls.Count));
        Assert.Equal(101, set.Errors[^1].LineNumber);
    }

    [Fact]
    public void Read_WhenCallsPassTheLimit_StopsWithAnError()
    {
        var options = new CallRecordReaderOptions { MaximumCalls = 2 };

        var set = Read($"{Header}\n{Good}\n{Good}\n{Good}\nbad\n", options);

        var error = Assert.Single(set.Errors);
        Assert.Equal(("calls.calls.too_many", 4L, 2), (error.Code, error.LineNumber, set.Calls.Count));
    }

    [Fact]
    public void Read_WhenCallsAreExactlyTheLimit_ReportsNothing() =>
        Assert.Equal(0, Read($"{Header}\n{Good}\n", new CallRecordReaderOptions { MaximumCalls = 1 }).ErrorCount);

    [Fact]
    public void Read_WhenOffendingTextIsLong_CutsIt()
    {
        var error = Assert.Single(ReadLines($"1,PS,{new string('7', 500)},1999-03-01T00:00:00,,,abandoned,,,").Errors);

        Assert.InRange(error.Message.Length, 60, 200);
    }

    [Fact]
    public void Read_WhenOptionsAreWrong_NamesEveryProblem()
    {
        var options = new CallRecordReaderOptions { MaximumRecordLength = 1, MaximumErrors = -1, MaximumCalls = 0 };

        var failure = Assert.Throws<ArgumentException>(() => Read("", options));

        Assert.Contains("MaximumRecordLength is 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumErrors is -1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumCalls is 0", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenRecordsCrossTheBuffer_ReadsEveryOne()
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var call = 0; call < 20_000; call++)
            text.Append(call).Append(",\"Q").Append(call).Append("\",0,1999-03-01T00:00:00,,,abandoned,,,\r\n");

        var set = Read(text.ToString());

        Assert.Equal(Enumerable.Range(0, 20_000).Select(call => $"Q{call}"), set.Calls.Select(call => call.Queue));
    }
}
