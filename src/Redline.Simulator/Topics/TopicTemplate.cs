using Redline.Simulator.Http;

namespace Redline.Simulator.Topics;

/// <summary>What a topic is about.</summary>
internal enum TopicKind
{
    QueueObservations,
    QueueActivity,
    QueueUsers,
    UserPresence,
    UserRoutingStatus,
    UserActivity,
}

/// <summary>A kind of topic as <c>availabletopics</c> lists it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Prefix">What stands before the id.</param>
/// <param name="Postfix">What stands behind it.</param>
/// <param name="Description">For people.</param>
/// <param name="Requirement">What subscribing asks for besides a token.</param>
/// <param name="AllowsOneself">A user may have it about themselves without the permission.</param>
internal sealed record TopicTemplate(
    TopicKind Kind, string Prefix, string Postfix, string Description, Requirement Requirement, bool AllowsOneself)
{
    private const string Queues = "v2.analytics.queues.";
    private const string Users = "v2.users.";

    private static readonly Requirement Observe = Requirement.All("analytics:queueObservation:view");

    internal static IReadOnlyList<TopicTemplate> All { get; } =
    [
        new(TopicKind.QueueObservations, Queues, "observations", "Statistics of a queue as they change.", Observe, false),
        new(TopicKind.QueueActivity, Queues, "activity", "Counts and longest waits of a queue as they change.", Observe, false),
        new(TopicKind.QueueUsers, "v2.routing.queues.", "users", "Members of a queue joining and leaving.", Requirement.All("routing:queue:view"), false),
        new(TopicKind.UserPresence, Users, "presence", "A user's presence.", Requirement.Token, true),
        new(TopicKind.UserRoutingStatus, Users, "routingStatus", "A user's routing status.", Requirement.Token, true),
        new(TopicKind.UserActivity, Users, "activity", "A user's presence, routing status and queues.", Requirement.Token, true),
    ];

    internal string Id => $"{Prefix}{{id}}.{Postfix}";

    internal bool IsOfQueue => Kind is TopicKind.QueueObservations or TopicKind.QueueActivity or TopicKind.QueueUsers;

    internal string NameFor(string id) => $"{Prefix}{id}.{Postfix}";

    /// <summary>
    /// The topics a subscription names: one, or several of one user in the combined form
    /// <c>v2.users.{id}?presence&amp;routingStatus</c>. Null: there is no such topic.
    /// </summary>
    internal static IReadOnlyList<TopicAddress>? Parse(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0) return ParseOne(text) is { } one ? [one] : null;
        var parts = text[(mark + 1)..].Split('&').Select(postfix => ParseOne($"{text[..mark]}.{postfix}")).ToList();
        return parts.Count == 0 || parts.Contains(null) ? null : [.. parts.OfType<TopicAddress>()];
    }

    private static TopicAddress? ParseOne(string text)
    {
        foreach (var template in All)
        {
            var length = text.Length - template.Prefix.Length - template.Postfix.Length - 1;
            if (length > 0 && text.StartsWith(template.Prefix, StringComparison.OrdinalIgnoreCase)
                && text.EndsWith("." + template.Postfix, StringComparison.OrdinalIgnoreCase)
                && Guid.TryParse(text.AsSpan(template.Prefix.Length, length), out _))
                return new(template, text.Substring(template.Prefix.Length, length).ToLowerInvariant());
        }

        return null;
    }
}

/// <summary>One topic: a kind and whom it is about.</summary>
internal sealed record TopicAddress(TopicTemplate Template, string EntityId)
{
    internal string Name => Template.NameFor(EntityId);
}
