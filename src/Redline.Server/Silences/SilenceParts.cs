using System.Globalization;
using Redline.Delivery.Organizations;
using Redline.Engine.Silences;
using Redline.Server.Http;
using Redline.Server.Identity;

namespace Redline.Server.Silences;

/// <summary>What every endpoint of silences works with.</summary>
/// <param name="Http">The request.</param>
/// <param name="Loop">Decides.</param>
/// <param name="View">What is committed.</param>
/// <param name="Clock">The organization's clock.</param>
/// <param name="People">What people are called.</param>
internal sealed record SilenceParts(HttpContext Http, EngineLoop Loop, CommittedView View, IOrganizationClock Clock, IPeople People)
{
    /// <summary>Who asks.</summary>
    public Caller Caller => Http.Caller();

    /// <summary>
    /// A silence the caller may see, by its id as it is written and no other way: S17, not s17 or S017; null: there is none.
    /// Whoever sees only some queues sees the silences that name one of these, or one of their divisions, or neither queue nor division.
    /// </summary>
    public Silence? Find(string id) =>
        id.StartsWith('S') && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Silence.FormatId(number) == id && View.Silences.TryGetValue(number, out var silence) && MaySee(silence.Scope)
            ? silence
            : null;

    /// <summary>Whether the caller may see a silence.</summary>
    public bool MaySee(SilenceScope scope) =>
        Caller.Visible.IsEverything
        || (scope.QueueIds.Count == 0 && scope.DivisionIds.Count == 0)
        || scope.QueueIds.Any(MaySeeQueue) || scope.DivisionIds.Any(MaySeeDivision);

    /// <summary>Whether all that a silence is about is the caller's to see, so that they may set or end it.</summary>
    public bool MayEdit(SilenceScope scope) =>
        Caller.Visible.IsEverything
        || (scope.QueueIds.Count > 0 && scope.QueueIds.All(MaySeeQueue))
        || (scope.DivisionIds.Count > 0 && scope.DivisionIds.All(MaySeeDivision));

    private bool MaySeeQueue(string queueId) => Caller.MaySeeQueue(queueId, View.Queues.FirstOrDefault(q => q.QueueId == queueId)?.DivisionId);

    private bool MaySeeDivision(string divisionId) => Caller.Visible.Divisions.Contains(divisionId, StringComparer.Ordinal);
}
