using Redline.Engine;

namespace Redline.GenesysCloud;

/// <summary>
/// The two clocks of a connector. The organization's is wall time, or that of a simulation: everything the platform
/// measures (lives of tokens and channels, heartbeats, limits) runs on it. Timeouts of requests and pauses between
/// attempts run on wall time.
/// </summary>
/// <param name="Organization">The organization's clock.</param>
/// <param name="Wall">Wall time.</param>
public sealed record GenesysClocks(TimeProvider Organization, TimeProvider Wall)
{
    /// <summary>The organization's instant now.</summary>
    public Instant Now => Instant.From(Organization.GetUtcNow());
}
