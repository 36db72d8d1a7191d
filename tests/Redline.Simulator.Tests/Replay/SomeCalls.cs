using FsCheck;
using FsCheck.Fluent;
using Redline.Simulator.Calls;

namespace Redline.Simulator.Tests.Replay;

/// <summary>Builds calls for tests; instants are small numbers of milliseconds so that they can be read.</summary>
internal static class SomeCalls
{
    private const int LastInstant = 40;

    /// <summary>Calls of a few queues crowded into a few instants, so that several things coincide.</summary>
    internal static Arbitrary<CallRecord[]> Any { get; } = Gen.ArrayOf(
        from queue in Gen.Elements("a", "b", "B")
        from arrived in Gen.Choose(0, LastInstant)
        from waits in Gen.Elements(true, false)
        from wait in Gen.Choose(0, 12)
        from isServed in Gen.Elements(true, false)
        from start in Gen.Choose(0, LastInstant)
        from service in Gen.Choose(0, 12)
        select new CallRecord(
            queue, 0, arrived, waits ? arrived : null, waits ? arrived + wait : null, CallOutcome.Answered,
            isServed ? start : null, isServed ? start + service : null, null)).ToArbitrary();

    internal static CallRecord Waiting(string queue, long queued, long leftQueue) =>
        new(queue, 0, queued, queued, leftQueue, CallOutcome.Abandoned, null, null, null);

    internal static CallRecord Served(string queue, long start, long end) =>
        new(queue, 0, start, null, null, CallOutcome.Answered, start, end, null);
}
