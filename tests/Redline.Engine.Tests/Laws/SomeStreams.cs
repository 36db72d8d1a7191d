using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Schedules;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Filters;

namespace Redline.Engine.Tests.Laws;

/// <summary>Generators of stream definitions: the kinds people write, and now and then anything that is valid.</summary>
internal static class SomeStreams
{
    private static readonly Gen<FilterNode> Conditions = Gen.Frequency(
        (4, Compare(Metric.WaitTimeSeconds, ComparisonOperator.GreaterThan, 0, 1, 5, 30)),
        (2, Compare(Metric.WaitTimeSeconds, ComparisonOperator.GreaterThanOrEqual, 0.5, 1, 5)),
        (3, Compare(Metric.WaitingCount, ComparisonOperator.GreaterThan, 0, 1, 2)),
        (2, from set in Gen.Elements("billing", "listed")
            from limit in Gen.Elements<ValueNode>(new ParameterValue("limit"), new ConstantValue(1))
            select (FilterNode)new LogicNode(true,
                [new QueueSetNode(set, false), new CompareNode(new MetricValue(Metric.WaitTimeSeconds), ComparisonOperator.GreaterThan, limit)])),
        (1, Compare(Metric.AgentsOnQueue, ComparisonOperator.LessThan, 1)),
        (1, Compare(Metric.ObservationAgeSeconds, ComparisonOperator.GreaterThan, 1, 30)),
        (1, Gen.Constant(SomeFilter.Read("""
            {"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"field":"agentsOnQueue"}]},
             "operator":"GREATER_THAN","value":1}
            """))),
        (1, Gen.Constant(SomeFilter.Read("""
            {"operator":"AND","operands":[{"field":"queueName","operator":"STARTS_WITH","value":"VIP"},
              {"field":"waitingCount","operator":"GREATER_THAN","value":0}]}
            """))),
        (1, Gen.Constant(SomeFilter.Read("{\"field\":\"arrivalsPerMinute\",\"operator\":\"GREATER_THAN\",\"value\":0}"))),
        (2, Gen.Elements(
            """queueId in ("q1") and waitTimeSeconds > 1""", """queueId in ("q2", "q9") and (waitingCount > 1 or queueId = "q2")""",
            """(queueId = "q1" or queueId in set("listed")) and waitingCount > 0""", """not (queueId = "q1") and waitingCount > 0""",
            """queueId in set("billing") and queueId in ("q1") and waitingCount > 0""").Select(SomeFilter.ReadText)),
        (1, FilterTrees.Nodes.Resize(20)));

    // Every story begins at 10:00 UTC and takes some minutes, at most hours: windows end and begin within it.
    public static Gen<Schedule> Hours { get; } =
        from begin in Gen.Elements(0, 599, 600, 601, 605, 610)
        from end in Gen.Elements(601, 602, 605, 607, 620, 1_440)
        from again in Gen.Elements(608, 615, 621, 630)
        where begin != end
        select new Schedule("UTC", [new(ScheduleWindow.EveryDay, new(begin, end)), new(ScheduleWindow.EveryDay, new(again, 1_440))], []);

    /// <summary>Any valid definition of one of two streams.</summary>
    public static Gen<StreamDefinition> Any { get; } =
        from id in Gen.Elements("s1", "s2")
        from count in Gen.Elements(1, 1, 2)
        from levels in Gen.CollectToArray(Enumerable.Range(0, count), i => Level(i + 1 < count ? Severity.Warning : Severity.Critical))
        from status in Gen.Frequency((9, Gen.Constant(StreamStatus.Active)), (1, Gen.Constant(StreamStatus.Disabled)), (2, Gen.Constant(StreamStatus.Shadow)))
        from notification in Gen.Elements(NotificationType.Push, NotificationType.Push, NotificationType.Push, NotificationType.None, NotificationType.Flow)
        from schedule in Gen.Frequency((4, Gen.Constant<Schedule?>(null)), (2, Hours.Select(h => (Schedule?)h)))
        from entity in Gen.Elements(SourceEntity.Telephony, SourceEntity.Telephony, SourceEntity.Routing)
        from priority in Gen.Choose(1, 5)
        from clearAfter in Gen.Elements<long>(0, 1, 500, 10_000)
        from cooldown in Gen.Elements<long>(0, 1_000, 30_000, 300_000)
        from flapping in Gen.Elements(FlappingLimit.Default, null, new(2, 10_000), new(2, 60_000), new(3, 300_000))
        from staleAfter in Gen.Elements<long>(1_000, 30_000, 90_000, 604_800_000)
        from presentation in Gen.Elements(Presentation.Toast, Presentation.Toast, Presentation.Banner)
        select new StreamDefinition
        {
            Id = id,
            Name = id,
            Levels = levels,
            SpelledAsLevels = count == 2,
            Presentation = presentation,
            Status = status,
            NotificationType = notification,
            Schedule = schedule,
            SourceEntity = entity,
            Priority = priority,
            ClearAfterMilliseconds = clearAfter,
            CooldownMilliseconds = cooldown,
            Flapping = flapping,
            StaleAfterMilliseconds = staleAfter,
        };

    private static Gen<StreamLevel> Level(Severity severity) =>
        from filter in Conditions
        from clear in Gen.Frequency(
            (3, Gen.Constant<FilterNode?>(null)),
            (1, Conditions.Select(c => (FilterNode?)new NotNode(c))))
        from sustain in Gen.Elements<long>(0, 0, 1, 1_000, 5_000, 30_000)
        select new StreamLevel(severity, filter, clear, sustain);

    private static Gen<FilterNode> Compare(Metric metric, ComparisonOperator op, params double[] values) =>
        Gen.Elements(values).Select(v => (FilterNode)new CompareNode(new MetricValue(metric), op, new ConstantValue(v)));
}
