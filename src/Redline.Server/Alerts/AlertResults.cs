using Redline.Delivery.Alerts;
using Redline.Engine;
using Redline.Server.Http;
using Redline.Server.Identity;

namespace Redline.Server.Alerts;

/// <summary>Answers about alerts.</summary>
internal static class AlertResults
{
    /// <summary>One alert.</summary>
    public static IResult One(AlertRecord alert, IPeople people) => Results.Json(AlertAnswer.Of(alert, people));

    /// <summary>What the engine refused; where a person has the alert, the answer says who.</summary>
    public static IResult Refused(HttpContext http, EngineRefusalException e)
    {
        var status = e.Code switch
        {
            EngineRefusalException.AlertNotFound => StatusCodes.Status404NotFound,
            EngineRefusalException.OfAnother => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status409Conflict,
        };
        if (e.Code == EngineRefusalException.AlertNotFound) return ApiResults.NotFound(http, "alert");
        if (e.OwnerId is not { } ownerId) return ApiResults.Refuse(http, status, e.Code, e.Message);
        var owner = PersonAnswer.Of(ownerId, http.RequestServices.GetRequiredService<IPeople>());
        return Results.Json(new OwnedRefusal(e.Message, e.Code, status, http.TraceIdentifier, [], owner), statusCode: status);
    }

    // The shape of every refusal, and who has the alert.
    private sealed record OwnedRefusal(
        string Message, string Code, int Status, string ContextId, IReadOnlyList<ApiErrorDetail> Details, PersonAnswer Owner);
}
