using Redline.Delivery.Effects;
using Redline.GenesysCloud;

namespace Redline.Server.Effects;

/// <summary>What carries the effects of an organization's flows out, with what they reach.</summary>
internal static class EffectParts
{
    /// <summary>Makes the runner. Dispose it before what takes its conclusions.</summary>
    /// <param name="options">Where flows may call. They are valid.</param>
    /// <param name="own">This server's own endpoints.</param>
    /// <param name="connectors">The organizations of Genesys Cloud that are connected.</param>
    /// <param name="concluded">Takes how each effect ended (<see cref="EffectRunner"/>).</param>
    /// <param name="wall">Wall time.</param>
    /// <param name="logging">Where circuits that open are told.</param>
    public static EffectRunner Start(
        FlowOptions options, OwnServer own, IReadOnlyDictionary<string, GenesysConnector> connectors,
        Func<EffectConclusion, ValueTask> concluded, TimeProvider wall, ILoggerFactory logging)
    {
        var reach = new EffectReach
        {
            Egress = options,
            Secrets = new ConfiguredSecrets(options.Secrets),
            OwnServer = own,
            Architect = new ArchitectTarget(connectors),
            Proxy = options.Proxy.ToProxy(),
        };
        return new(options.Effects, reach, concluded, wall, logging.CreateLogger<EffectRunner>());
    }
}
