using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Schedules;

namespace Redline.Engine.Streams;

/// <summary>
/// What a stream does, in one sentence of plain words: <c>Tells at once, as critical, when the longest wait in queue VIP
/// (voice) is over 5 minutes; over when it has not been for 10 seconds; not again within 5 minutes.</c>
/// </summary>
public sealed class StreamSentence
{
    private readonly StreamDefinition _stream;
    private readonly ConditionWords _words;

    private StreamSentence(StreamDefinition stream, Func<string, string?> nameOf)
    {
        _stream = stream;
        _words = new ConditionWords(nameOf);
    }

    /// <summary>The sentence.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="nameOf">The name of a queue by its id; null: not known, and then the id stands for it.</param>
    public static string Of(StreamDefinition stream, Func<string, string?> nameOf) => new StreamSentence(stream, nameOf).Write();

    private string Write()
    {
        var (off, verb) = (_stream.Status, _stream.NotificationType) switch
        {
            (StreamStatus.Disabled, NotificationType.None) => ("Switched off; switched on, it ", "records"),
            (StreamStatus.Disabled, NotificationType.Flow) => ("Switched off; switched on, it ", "tells whom its flow tells,"),
            (StreamStatus.Disabled, _) => ("Switched off; switched on, it ", "tells"),
            (StreamStatus.Shadow, _) => ("", "In shadow, tells nobody; records"),
            (_, NotificationType.None) => ("", "Tells nobody; records"),
            (_, NotificationType.Flow) => ("", "Tells whom its flow tells,"),
            _ => ("", "Tells"),
        };
        var when = _stream.Schedule is { } schedule ? $"; only {ScheduleWords.Of(schedule)}" : "";
        var again = _stream.CooldownMilliseconds == 0
            ? "again as often as it comes back"
            : $"not again within {StreamWords.Duration(_stream.CooldownMilliseconds)}";
        if (_stream.Flapping is { } limit && limit != FlappingLimit.Default)
            again += $"; past {limit.MaxTransitions} turns within {StreamWords.Duration(limit.WindowMilliseconds)} told once in that time";
        if (_stream is { Flow: { } flow, NotificationType: not NotificationType.Flow }) verb += $", and starts the flow {flow},";
        return $"{off}{verb} {string.Join(", and ", _stream.Levels.Select(Level))}; {Ending()}; {again}{when}.";
    }

    private string Level(StreamLevel level)
    {
        var since = level.SustainMilliseconds == 0 ? "at once" : $"after {StreamWords.Duration(level.SustainMilliseconds)}";
        var severity = level.Severity == Severity.Warning ? "as a warning" : "as critical";
        return $"{since}, {severity}, when {Condition(level.Filter)}";
    }

    private string Ending()
    {
        var hold = StreamWords.Duration(_stream.ClearAfterMilliseconds);
        if (_stream.Levels.All(l => l.Clear is null))
            return _stream.ClearAfterMilliseconds == 0 ? "over as soon as it is not" : $"over when it has not been for {hold}";
        var held = _stream.ClearAfterMilliseconds == 0 ? "" : $" for {hold}";
        return string.Join("; ", _stream.Levels.Select(l =>
        {
            var which = _stream.Levels.Count == 1 ? "" : l.Severity == Severity.Warning ? "as a warning " : "as critical ";
            return $"{which}over when {(l.Clear is null ? "it has not been" : _words.Of(l.Clear))}{held}";
        }));
    }

    // Which queues it is about is said once; what is left is the condition.
    private string Condition(FilterNode filter)
    {
        var operands = filter is LogicNode { IsAnd: true } and ? and.Operands : [filter];
        var where = operands.OfType<TextNode>().Where(IsPlace).ToArray();
        var sets = operands.OfType<QueueSetNode>().Where(s => !s.Negated).ToArray();
        var media = operands.OfType<TextNode>().FirstOrDefault(t => t.Field == TextField.MediaType && t.Test is TextTest.Equals or TextTest.In);
        var rest = operands.Where(o => o is not TextNode t || (!where.Contains(t) && t != media)).Where(o => !sets.Contains(o)).ToArray();
        var place = Place(where, sets) + Media(filter, media);
        return rest switch
        {
            [] => $"there is {place[3..]}",
            [CompareNode compare] => $"{ConditionWords.Left(compare)} {place} {StreamWords.Of(compare.Operator)} {ConditionWords.Right(compare)}",
            [var single] => $"{place} {_words.Of(single)}",
            _ => $"{place} {_words.Of(new LogicNode(true, rest))}",
        };
    }

    private static bool IsPlace(TextNode text) =>
        text.Field != TextField.MediaType && text.Test is not (TextTest.NotEquals or TextTest.NotIn);

    private string Place(TextNode[] where, QueueSetNode[] sets)
    {
        if (where.Length + sets.Length == 0) return "in any queue";
        return "in " + string.Join(" and ", sets.Select(s => $"any queue of the set {s.QueueSetId}").Concat(where.Select(text => text switch
        {
            { Field: TextField.QueueId or TextField.QueueName, Test: TextTest.Equals or TextTest.In, Candidates.Count: 1 } => $"queue {_words.Names(text)}",
            { Field: TextField.QueueId or TextField.QueueName, Test: TextTest.Equals or TextTest.In } => $"any of the queues {_words.Names(text)}",
            { Field: TextField.DivisionId, Test: TextTest.Equals or TextTest.In } => $"any queue of division {_words.Names(text)}",
            _ => $"any queue where {StreamWords.Of(text.Field)} {_words.Test(text)}",
        })));
    }

    private string Media(FilterNode filter, TextNode? media)
    {
        if (media is not null) return $" ({_words.Names(media)})";
        if (FilterFields.IsQueueWide(filter)) return "";
        return _stream.SourceEntity == SourceEntity.Telephony ? " (voice)" : " (every media type)";
    }
}
