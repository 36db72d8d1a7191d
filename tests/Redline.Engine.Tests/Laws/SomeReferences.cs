using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Parameters;
using Redline.Engine.QueueSets;

namespace Redline.Engine.Tests.Laws;

/// <summary>Generators of what streams of stories name: queue sets that grow and shrink, parameters that rise and fall.</summary>
internal static class SomeReferences
{
    /// <summary>What is there as a story begins.</summary>
    public static IReadOnlyList<EngineInput> First { get; } =
    [
        new DefineQueueSet(new("billing", "Billing", null, [], "Billing*", null)),
        new DefineQueueSet(new("listed", "Listed", null, ["q1"], null, null)),
        new DefineQueueSet(new("south", "South", null, [], null, "south")),
        new DefineQueueSet(new("no.such_set-1", "Others", null, [], "?", null)),
        new DefineParameter(new("limit", null, 5, false, new Dictionary<string, double>())),
        new DefineParameter(new("target", null, null, true, new Dictionary<string, double>())),
        new DefineParameter(new("noSuch_1", null, 1, false, new Dictionary<string, double>())),
    ];

    /// <summary>A change of one of them, perhaps its deletion, which is refused while a stream names it.</summary>
    public static Gen<EngineInput> Any { get; } = Gen.OneOf(
        from pattern in Gen.Elements("Billing*", "VIP*", "*", "nothing")
        select (EngineInput)new DefineQueueSet(new("billing", "Billing", null, [], pattern, null)),
        from ids in Gen.Elements<string[]>(["q1"], ["q2"], ["q1", "q2"], ["q3"])
        select (EngineInput)new DefineQueueSet(new("listed", "Listed", null, ids, null, null)),
        from value in Gen.Elements<double?>(null, 0, 1, 5, 30)
        from ofOne in Gen.Elements(0.5, 1, 200)
        select (EngineInput)new DefineParameter(new("limit", null, value, false, new Dictionary<string, double> { ["q1"] = ofOne })),
        Gen.Elements<EngineInput>(new DeleteQueueSet("billing"), new DeleteParameter("limit"), new DeleteQueueSet("south")));
}
