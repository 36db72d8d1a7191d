using System.Globalization;
using Redline.Engine;

namespace Redline.GenesysCloud.Access;

/// <summary>What the headers of an answer say.</summary>
internal static class ApiHeaders
{
    public static string? CorrelationId(HttpResponseMessage response) => Text(response, "ININ-Correlation-Id");

    /// <summary>A header that is a whole number; null: it is not there.</summary>
    public static int? Number(HttpResponseMessage response, string name) =>
        int.TryParse(Text(response, name), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How long the platform asks to wait; null: it does not.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, GenesysClocks clocks)
    {
        if (response.Headers.RetryAfter is not { } after) return null;
        if (after.Delta is { } delta) return delta;
        return after.Date is { } date && date - clocks.Organization.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>When the answer was made by the platform's clock, cut to the second; null: it does not say.</summary>
    public static Instant? Date(HttpResponseMessage response) => response.Headers.Date is { } date ? Instant.From(date) : null;

    /// <summary>No answer came.</summary>
    public static ApiFailure Unreachable(Exception reason, Uri address)
    {
        var why = reason is OperationCanceledException ? "no answer in time" : reason.Message.Split('\n')[0];
        return new(ApiFailureKind.Unreachable, 0, "unreachable", $"{address.Host} cannot be reached: {why}") { IsUnsent = IsUnsent(reason) };
    }

    private static bool IsUnsent(Exception reason) => reason is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
