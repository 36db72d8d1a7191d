using Redline.Simulator.Http;
using Redline.Simulator.Organizations;

namespace Redline.Server.Simulation;

/// <summary>The organization of a simulation.</summary>
internal static class SimulationOrganization
{
    /// <summary>The organization asked for, with a client for Redline and one that signs users in.</summary>
    public static EmulatedOrganization Make(SimulationOptions options)
    {
        var organization = new EmulatedOrganization();
        var redline = new OAuthClient
        {
            Id = options.ClientId ?? WireText.NewId(),
            Secret = options.ClientSecret ?? WireText.Secret(),
        };
        var people = new OAuthClient { Id = WireText.IdOf("client", "people"), Name = "People" };
        return organization with { Clients = [redline, people, .. organization.Clients] };
    }
}
