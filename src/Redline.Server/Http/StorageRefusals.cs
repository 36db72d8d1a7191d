using Redline.Delivery.Journal;

namespace Redline.Server.Http;

/// <summary>Metadata of an endpoint that answers 503 where the journal cannot be written or read.</summary>
internal sealed record StorageRefusal;

/// <summary>Answers 503 where the journal cannot be written or read just now, instead of failing without a word.</summary>
internal static class StorageRefusals
{
    /// <summary>Puts it around an endpoint or a group of them.</summary>
    public static TBuilder RefusesWithoutStorage<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new StorageRefusal()).AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (Exception e) when (e is JournalWriteException or JournalUnavailableException)
            {
                return ApiResults.Refuse(
                    context.HttpContext, StatusCodes.Status503ServiceUnavailable, "storage.unavailable", "Nothing was changed: the store does not answer; try again.");
            }
        });
}
