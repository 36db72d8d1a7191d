using Redline.Simulator.Centre;
using Redline.Simulator.Tokens;
using Redline.Simulator.Topics;

namespace Redline.Simulator.Channels;

/// <summary>Whether somebody may have a topic.</summary>
internal sealed class SubscriptionCheck(TokenStore tokens, ContactCentre centre)
{
    private static readonly string[] SystemTopics = ["channel.metadata", "v2.system."];

    internal Subscription Check(string id, AccessToken token)
    {
        if (Array.Exists(SystemTopics, t => id.StartsWith(t, StringComparison.OrdinalIgnoreCase)))
            return new(id, [], new("System topics need no subscription.", [], IsUnknown: true));
        if (id.Length > 200 || TopicTemplate.Parse(id) is not { } topics)
            return new(id, [], new("The subscription topic is not valid.", [], IsUnknown: true));
        var rejection = topics.Select(t => Reject(t, token)).FirstOrDefault(r => r is not null);
        return rejection is null ? new(id, topics) : new(id, [], rejection);
    }

    private Rejection? Reject(TopicAddress topic, AccessToken token)
    {
        var template = topic.Template;
        if (template.AllowsOneself && token.User?.Id == topic.EntityId) return null;
        var missing = template.Requirement.Permissions.Where(p => !tokens.Has(token, p)).ToList();
        if (missing.Count > 0) return new("Missing permissions.", missing);
        if (!template.IsOfQueue) return centre.User(topic.EntityId) is null ? new("The user does not exist.", []) : null;

        // To whom the queue's division is closed it is as if the permission were missing.
        return centre.Queue(topic.EntityId) is { } queue && token.Grant.Reaches(queue.Division)
            ? null
            : new("Missing permissions.", template.Requirement.Permissions);
    }
}
