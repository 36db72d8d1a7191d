using Redline.Delivery.Streams;
using Redline.Engine;
using Redline.Engine.Flows;
using Redline.Engine.Streams;

namespace Redline.Server.Streams;

/// <summary>Makes what the API says about a stream.</summary>
internal static class StreamAnswers
{
    public const string Path = "/api/v2/eventstreams";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A stream as it stands, with what it would do now.</summary>
    public static async ValueTask<StreamAnswer> CurrentAsync(StreamParts parts, StreamState stream, Instant? definedAt) =>
        new(stream.Version, definedAt, stream.Definition, UriOf(stream.Definition.Id), SentenceOf(parts, stream.Definition),
            await InsightAsync(parts, stream.Definition));

    /// <summary>A stream as it stands, without what it would do now: to find that out is work for the engine.</summary>
    public static async ValueTask<StreamAnswer> ListedAsync(StreamParts parts, StreamState stream) =>
        new(stream.Version, await DefinedAtAsync(parts, stream), stream.Definition, UriOf(stream.Definition.Id),
            SentenceOf(parts, stream.Definition), null);

    /// <summary>A version that was kept.</summary>
    public static StreamAnswer Kept(StreamParts parts, StreamVersion kept) =>
        new(kept.Version, kept.DefinedAt, kept.Definition, $"{UriOf(kept.Definition.Id)}?version={kept.Version}",
            SentenceOf(parts, kept.Definition), null);

    /// <summary>When the current version was defined; null: not kept.</summary>
    public static async ValueTask<Instant?> DefinedAtAsync(StreamParts parts, StreamState stream)
    {
        var (organization, id) = (parts.Organization.Value, stream.Definition.Id);
        return (await StreamVersion.FindAsync(parts.Journal, organization, id, stream.Version, parts.Aborted))?.DefinedAt;
    }

    /// <summary>What a stream does, in plain words.</summary>
    public static string SentenceOf(StreamParts parts, StreamDefinition stream) => StreamSentence.Of(stream, parts.NameOf);

    /// <summary>The lints of a stream and who would be told. While the engine does not answer, those that need no engine.</summary>
    public static async ValueTask<StreamInsight> InsightAsync(StreamParts parts, StreamDefinition stream)
    {
        var lints = StreamLints.Of(stream, await SurveyAsync(parts, stream)).ToList();
        if (FlowLints.OfStream(stream, parts.View.Flows.GetValueOrDefault(stream.Flow ?? "")?.Definition) is { } lint) lints.Add(lint);
        var receivers = parts.Receivers.Count();
        if (receivers == 0 && stream is { Status: StreamStatus.Active, NotificationType: NotificationType.Push })
            lints.Insert(0, new("NOBODY_LISTENS", LintSeverity.Warning, "Nobody has a device registered: an alert now would reach nobody."));
        return new(lints, receivers);
    }

    /// <summary>Where a stream is.</summary>
    public static string UriOf(string id) => $"{Path}/{Uri.EscapeDataString(id)}";

    private static async ValueTask<StreamSurvey?> SurveyAsync(StreamParts parts, StreamDefinition stream)
    {
        if (parts.Loop.Fault is not null) return null;
        try
        {
            return await parts.Loop.SurveyAsync(stream, parts.Aborted).WaitAsync(Patience, parts.Wall, parts.Aborted);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null; // a lint is not worth a refusal of what is already committed
        }
    }
}
