using System.Diagnostics.CodeAnalysis;
using Redline.Engine;

namespace Redline.Server.Identity;

/// <summary>Instants of wall time as the API spells every instant.</summary>
internal static class WallText
{
    /// <summary>The instant as text; null: null.</summary>
    [return: NotNullIfNotNull(nameof(at))]
    public static string? Of(DateTimeOffset? at) =>
        at is { } instant ? new Instant(instant.ToUnixTimeMilliseconds()).ToString() : null;
}
