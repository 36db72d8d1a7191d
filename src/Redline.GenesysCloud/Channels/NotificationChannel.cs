using Redline.Engine;

namespace Redline.GenesysCloud.Channels;

/// <summary>
/// A notification channel. Immutable. Its address is what lets one in: it is never logged, so the record prints without it.
/// </summary>
/// <param name="Id">The platform's id.</param>
/// <param name="ConnectUri">Where its socket is; a secret.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ReplaceAt">When the next one should take its place.</param>
/// <param name="TokenVersion">The token it was made with; it may end with that one.</param>
internal sealed record NotificationChannel(string Id, Uri ConnectUri, Instant CreatedAt, Instant ReplaceAt, long TokenVersion)
{
    /// <inheritdoc/>
    public override string ToString() => $"channel {Id}";
}
