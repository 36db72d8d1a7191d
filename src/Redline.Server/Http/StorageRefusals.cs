using System.Threading.Channels;
using Redline.Delivery.Journal;

namespace Redline.Server.Http;

/// <summary>Metadata of an endpoint that answers 503 where the journal cannot be written or read.</summary>
internal sealed record StorageRefusal;

/// <summary>Answers 503 where the journal or the engine does not answer just now, instead of failing without a word.</summary>
internal static class StorageRefusals
{
    public const string Code = "storage.unavailable";

    public const string Message = "Nothing was changed: what is kept cannot be read or changed just now; try again.";

    /// <summary>Whether an exception says that the journal, or the engine above it, does not answer just now.</summary>
    public static bool Is(Exception e) =>
        e is JournalWriteException or JournalUnavailableException or ChannelClosedException or ObjectDisposedException;

    /// <summary>Puts it around an endpoint or a group of them.</summary>
    public static TBuilder RefusesWithoutStorage<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new StorageRefusal()).AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Exception e) when (Is(e))
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return ApiResults.Refuse(context.HttpContext, StatusCodes.Status503ServiceUnavailable, Code, Message);
            }
        });
}
