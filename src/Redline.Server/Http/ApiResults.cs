namespace Redline.Server.Http;

/// <summary>Refusals, one spelling for all endpoints.</summary>
internal static class ApiResults
{
    /// <summary>A refusal with every problem named.</summary>
    public static IResult Refuse(HttpContext http, int status, string code, string message, params IReadOnlyList<ApiErrorDetail> details) =>
        Results.Json(Error(http, status, code, message, details), ApiErrorJson.Default.ApiError, statusCode: status);

    /// <summary>400 for input that is wrong, naming every problem.</summary>
    public static IResult BadRequest(HttpContext http, IReadOnlyList<ApiErrorDetail> details) => Refuse(
        http, StatusCodes.Status400BadRequest, "bad.request",
        details.Count == 1 ? details[0].Message : $"{details.Count} problems; nothing was changed.", details);

    /// <summary>404 for something that does not exist, or not for this caller.</summary>
    public static IResult NotFound(HttpContext http, string what) =>
        Refuse(http, StatusCodes.Status404NotFound, "not.found", $"There is no such {what}.");

    /// <summary>Writes a refusal outside an endpoint.</summary>
    public static Task WriteAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(Error(http, status, code, message, []), ApiErrorJson.Default.ApiError);
    }

    private static ApiError Error(HttpContext http, int status, string code, string message, IReadOnlyList<ApiErrorDetail> details) =>
        new(message, code, status, http.TraceIdentifier, details);
}
