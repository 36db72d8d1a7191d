using Redline.Engine.Alerts;
using Redline.Engine.Filters;
using Redline.Engine.Queues;
using Redline.Engine.Schedules;

namespace Redline.Engine.Streams;

/// <summary>
/// Binds streams to scopes: decides which scopes a stream looks at and makes the conditions for each. A stream whose
/// every level folds to false for a queue leaves no watch behind.
/// </summary>
internal sealed class StreamBinder(ScheduleCache times)
{
    private readonly FilterCompiler _compiler = new();


    /// <summary>The watch of a stream on a scope, or null when the stream does not look at it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="references">What its expressions name.</param>
    /// <param name="unfinished">
    /// Something of this fingerprint is still open: it is bound even where its filter folds to false, so that it ends.
    /// </param>
    public FingerprintWatch? Bind(StreamDefinition stream, QueueScope scope, FilterReferences references, bool unfinished = false)
    {
        if (stream.Status == StreamStatus.Disabled || !LooksAt(stream, scope)) return null;
        var identity = IdentityOf(scope);
        var levels = new LevelConditions[stream.Levels.Count];
        var concerns = unfinished;
        for (var i = 0; i < levels.Length; i++)
        {
            var filter = FilterBinder.Bind(stream.Levels[i].Filter, identity, references);
            var clear = stream.Levels[i].Clear is { } c ? _compiler.Compile(FilterBinder.Bind(c, identity, references)) : null;
            concerns |= filter is not BoundTruth { Truth: not Truth.True };
            levels[i] = new LevelConditions(_compiler.Compile(filter), clear);
        }

        if (!concerns) return null;
        return new FingerprintWatch(new Fingerprint(stream.Id, scope.Queue.Id, scope.MediaType), stream, scope, levels)
        {
            Schedule = stream.Schedule is { } schedule ? times.Of(schedule) : null,
        };
    }

    /// <summary>What conditions are bound to.</summary>
    public static QueueIdentity IdentityOf(QueueScope scope) => new(
        scope.Queue.Id, scope.Queue.Name, scope.Queue.DivisionId, scope.MediaType, scope.Queue.ServiceLevelTargetSeconds);

    // An expression over queue-wide fields alone is decided once per queue; any other once per media type.
    public static bool LooksAt(StreamDefinition stream, QueueScope scope)
    {
        var wholeQueue = stream.Levels.All(l => FilterFields.IsQueueWide(l.Filter) && (l.Clear is null || FilterFields.IsQueueWide(l.Clear)));
        if (wholeQueue != scope.MediaType is null) return false;
        return wholeQueue || stream.SourceEntity == SourceEntity.Routing || scope.MediaType == MediaTypes.Voice;
    }
}
