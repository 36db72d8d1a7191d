using Redline.Server.Http;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.Clients;
using Redline.Server.Identity.Keys;
using Redline.Server.Identity.People;
using Redline.Server.Identity.Tokens;

namespace Redline.Server.Identity;

/// <summary>The endpoints of the identity part, for a server with <see cref="IdentityParts"/>.</summary>
internal static class IdentityEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        TokenEndpoint.Map(routes);
        var group = routes.MapGroup("").RefusesWithoutStorage();
        TokenRevocation.Map(group);
        ClientEndpoints.Map(group);
        ApiKeyEndpoints.Map(group);
        PersonEndpoints.Map(group);
        AuditEndpoint.Map(group);
    }
}
