using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Alerts;
using Redline.Engine.Schedules;
using Redline.Engine.Silences;

namespace Redline.Engine.Tests.Laws;

/// <summary>Generators of silences: short ones, so that they end within a story. Their end counts from when they are set.</summary>
internal static class SomeSilences
{
    /// <summary>One that is set, or set anew.</summary>
    public static Gen<Step> Any { get; } =
        from number in Gen.Elements<long?>(null, null, 1, 2)
        from queues in Gen.Elements<string[]>([], ["q1"], ["q1", "q2"])
        from streams in Gen.Elements<string[]>([], [], ["s1"])
        from severities in Gen.Elements<Severity[]>([Severity.Warning, Severity.Critical], [Severity.Warning], [Severity.Critical])
        from length in Gen.Elements<long>(1, 1_000, 30_000, 400_000)
        from recurs in Gen.Frequency((3, Gen.Constant<Schedule?>(null)), (1, SomeStreams.Hours.Select(h => (Schedule?)h)))
        select (Step)new Silence(number, new SilenceDraft(new(queues, [], streams, severities), null, new Instant(length), recurs, "works"));
}
