using System.Net;

namespace Redline.Delivery.Effects;

/// <summary>What effects reach, and with what. Immutable.</summary>
public sealed record EffectReach
{
    /// <summary>Where requests may go.</summary>
    public EgressOptions Egress { get; init; } = new();

    /// <summary>The secrets that flows name.</summary>
    public ISecretSource Secrets { get; init; } = new NoSecrets();

    /// <summary>This server's own endpoints, called as the flows' own principal; null: there are none.</summary>
    public IEffectTarget? OwnServer { get; init; }

    /// <summary>Launches workflows of the platform; null: none is connected.</summary>
    public IEffectTarget? Architect { get; init; }

    /// <summary>
    /// The proxy on the way out; null: as the environment says (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). What goes through it is
    /// held to the allowed hosts only: the proxy resolves the name, so its addresses are not seen here.
    /// </summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Finds the addresses of a host; null: as the system does.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>>? Resolve { get; init; }
}
