using System.Text;
using Redline.Engine.Flows;

namespace Redline.Delivery.Flows;

/// <summary>
/// What stands beside the number of an execution that ended, so that one is found without reading its trace: a letter for
/// its state, then the queue it was about.
/// </summary>
internal static class ExecutionMark
{
    private const byte Completed = (byte)'C';
    private const byte Failed = (byte)'F';

    /// <summary>The mark of an execution that ended.</summary>
    public static byte[] Of(Execution ended) =>
        [ended.State == ExecutionState.Failed ? Failed : Completed, .. Encoding.UTF8.GetBytes(ended.Trigger.QueueId ?? "")];

    /// <summary>Whether an execution is one of those asked for; null: its mark does not say, so that its trace must.</summary>
    public static bool? Matches(ReadOnlySpan<byte> mark, ExecutionState? state, byte[]? queueId)
    {
        if (mark.IsEmpty || mark[0] is not (Completed or Failed)) return null;
        return (state is null || (state == ExecutionState.Failed) == (mark[0] == Failed)) && (queueId is null || mark[1..].SequenceEqual(queueId));
    }
}
