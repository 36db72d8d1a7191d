using System.Text.Json;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Queues;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Sources;

/// <summary>What became of observations that were sent.</summary>
/// <param name="Accepted">How many the engine was given.</param>
/// <param name="Errors">What is wrong with the others, at most <see cref="ObservationEndpoints.MaxErrors"/>.</param>
internal sealed record ObservationAnswer(int Accepted, IReadOnlyList<ObservationError> Errors);

/// <summary>
/// <c>POST /api/v2/observations</c>: the generic ingest, for any platform. Good observations are taken although others
/// are not: the next message cannot bring back what this one said. An empty list is a heartbeat.
/// </summary>
internal static class ObservationEndpoints
{
    public const int MaxErrors = 1_000;

    private const int MaxBodyBytes = 4 << 20;
    private const int MaxObservations = 10_000;
    private const int MaxSource = 64;

    // The engine's inbox is full for this long only when it cannot keep up; a sender should know, not wait on.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v2/observations", HandleAsync).Requires(Permissions.ObservationAdd)
            .Describes("Observations", "addObservations", "Takes observations of queues from any platform; an empty list is a heartbeat.",
                Api.Takes(ObservationSchemas.Observations, ObservationSchemas.Example), Api.Answers(200, "How many were taken, and what is wrong with the others.", ObservationSchemas.Answer),
                Api.Refuses(503, "observations.overloaded"));

    private static async Task<IResult> HandleAsync(HttpContext http, EngineLoop loop, IOrganizationClock clock, EngineLimits limits)
    {
        var body = await JsonBody.ReadAsync(http, MaxBodyBytes);
        if (body.Json is not { } json) return body.Refusal!;
        using (json)
        {
            if (Problems(json.RootElement, out var source, out var list) is { Count: > 0 } problems) return ApiResults.BadRequest(http, problems);
            var errors = new List<ObservationError>();
            var reader = new ObservationReader(clock.Now, limits, errors);
            var groups = Read(list, source, reader, loop.Observations);
            try
            {
                using var limit = new CancellationTokenSource(MaxWait, clock.Wall);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
                foreach (var group in groups) await loop.ObserveAsync(group, null, either.Token);
                if (groups.Count == 0) await loop.HeartbeatAsync(source, cancellationToken: either.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
            {
                http.Response.Headers.RetryAfter = "1";
                return ApiResults.Refuse(http, StatusCodes.Status503ServiceUnavailable, "observations.overloaded", "The engine cannot take more just now; send again.");
            }

            return Results.Json(new ObservationAnswer(groups.Sum(g => g.Count) - reader.Misdated, [.. errors.Take(MaxErrors)]));
        }
    }

    private static List<ApiErrorDetail> Problems(JsonElement json, out string source, out JsonElement list)
    {
        var problems = new List<ApiErrorDetail>();
        (source, list) = ("", default);
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new("body.type", "$", "Send an object with source and observations."));
            return problems;
        }

        if (json.TryGetProperty("source", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 and <= MaxSource } text) source = text;
        else problems.Add(new("observations.source", "$.source", $"source names who sends, a text of 1 to {MaxSource} characters."));
        if (!json.TryGetProperty("observations", out list) || list.ValueKind != JsonValueKind.Array)
            problems.Add(new("observations.list", "$.observations", "observations is a list; an empty one is a heartbeat."));
        else if (list.GetArrayLength() > MaxObservations)
            problems.Add(new("observations.too.many", "$.observations", $"At most {MaxObservations} observations at once."));
        return problems;
    }

    // One group per instant, in their order: all of one instant are taken together.
    private static List<List<Observation>> Read(JsonElement list, string source, ObservationReader reader, ObservationPool pool)
    {
        var good = new List<Observation>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var observation = pool.Rent();
            if (reader.Read(item, index++, source, observation)) good.Add(observation);
            else pool.Return(observation);
        }

        return [.. good.GroupBy(o => o.ObservedAt).OrderBy(g => g.Key).Select(g => g.ToList())];
    }
}
