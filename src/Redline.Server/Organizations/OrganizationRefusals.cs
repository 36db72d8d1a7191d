using System.Threading.Channels;
using Redline.Delivery.Journal;
using Redline.Server.Http;

namespace Redline.Server.Organizations;

/// <summary>What every endpoint that asks an organization's engine or reads what it keeps refuses in the same way.</summary>
internal static class OrganizationRefusals
{
    /// <summary>
    /// Lets in tokens of this organization only (403), and answers 503 while its engine or its journal does not. Behind
    /// what authenticates. Needs <see cref="OrganizationId"/> by injection.
    /// </summary>
    public static TBuilder OfTheOrganization<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (http.Caller().OrganizationId != http.RequestServices.GetRequiredService<OrganizationId>().Value)
                return ApiResults.Refuse(http, StatusCodes.Status403Forbidden, "organization.other", "The token is another organization's.");
            try
            {
                return await next(context);
            }
            catch (Exception e) when (e is JournalWriteException or JournalUnavailableException
                or ChannelClosedException or ObjectDisposedException)
            {
                http.Response.Headers.RetryAfter = "1";
                var code = (e as JournalWriteException)?.Code ?? "not.ready";
                return ApiResults.Refuse(http, StatusCodes.Status503ServiceUnavailable, code, "What is kept cannot be read or changed just now; nothing was changed. Try again.");
            }
        });
}
