using System.Globalization;
using System.Text.Json;
using Redline.GenesysCloud.Access;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Queues;

/// <summary>Lists the queues of the organization and asks how they are. Any thread.</summary>
internal sealed class QueueCalls(GenesysApi api, GenesysIntake intake, GenesysConnectorOptions options, GenesysClocks clocks)
{
    private const int PageSize = 100;

    private static readonly string[] Metrics =
    [
        "oWaiting", "oLongestWaiting", "oInteracting", "oLongestInteracting", "oAlerting", "oOnQueueUsers", "oOffQueueUsers", "oActiveUsers",
    ];

    /// <summary>Every queue the client may see, up to the bound; or why there is no such list.</summary>
    public async Task<(IReadOnlyList<ListedQueue> Queues, ApiFailure? Failure)> ListAsync(CancellationToken cancellationToken)
    {
        var queues = new Dictionary<string, ListedQueue>(StringComparer.OrdinalIgnoreCase);
        for (var page = 1; queues.Count < options.MaxQueues; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"api/v2/routing/queues?pageNumber={page}&pageSize={PageSize}");
            var answer = await api.SendAsync(new(HttpMethod.Get, path, Urgency: Urgency.Low), cancellationToken);
            if (!answer.IsGood) return ([], answer.Failure);
            if (ReadPage(answer.Body, page, queues) is not { } hasMore) return ([], new(ApiFailureKind.Unreachable, 200, "list.unreadable", "The list of queues cannot be read."));
            if (!hasMore) break;
        }

        return ([.. queues.Values.Take(options.MaxQueues)], null);
    }

    /// <summary>Whether a queue is gone for good; one that cannot be asked about is not.</summary>
    public async Task<bool> IsGoneAsync(string queueId, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(new(HttpMethod.Get, $"api/v2/routing/queues/{Uri.EscapeDataString(queueId)}", Urgency: Urgency.Low), cancellationToken);
        return answer.Failure is { Kind: ApiFailureKind.NotFound or ApiFailureKind.Permission };
    }

    /// <summary>Asks how queues are and takes the answers; stops at the first failure and gives it.</summary>
    public async Task<ApiFailure?> ReconcileAsync(IEnumerable<QueueTrack> queues, Urgency urgency, CancellationToken cancellationToken)
    {
        foreach (var some in queues.Chunk(options.QueuesPerQuery))
        {
            var askedAt = clocks.Now;
            var call = new ApiCall(HttpMethod.Post, "api/v2/analytics/queues/observations/query", Query(some), urgency);
            var answer = await api.SendAsync(call, cancellationToken);
            if (!answer.IsGood) return answer.Failure;
            if (!await intake.TakeSnapshotAsync(answer.Body, some, askedAt))
                return new(ApiFailureKind.Unreachable, 200, "snapshot.unreadable", "The answer to the observation query cannot be read.");
        }

        return null;
    }

    private static byte[] Query(QueueTrack[] queues) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        filter = new
        {
            type = "or",
            predicates = queues.Select(q => new { type = "dimension", dimension = "queueId", @operator = "matches", value = q.Id }),
        },
        metrics = Metrics,
    });

    // mediaSettings.call.serviceLevel.durationMs; whatever is missing on the way means that there is none.
    private static double? TargetOf(JsonElement queue)
    {
        foreach (var name in (string[])["mediaSettings", "call", "serviceLevel", "durationMs"])
            if (queue.ValueKind != JsonValueKind.Object || !queue.TryGetProperty(name, out queue))
                return null;
        return queue.ValueKind == JsonValueKind.Number && queue.TryGetInt64(out var milliseconds) && milliseconds > 0 ? milliseconds / 1000.0 : null;
    }

    // Whether there are more pages; null: this is no page.
    private static bool? ReadPage(ReadOnlyMemory<byte> body, int page, Dictionary<string, ListedQueue> into)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var entities = root.GetProperty("entities");
            foreach (var entity in entities.EnumerateArray())
            {
                if (entity.GetProperty("id").GetString() is not { Length: > 0 } id) continue;
                var name = entity.TryGetProperty("name", out var text) ? text.GetString() : null;
                var division = entity.TryGetProperty("division", out var d) && d.ValueKind == JsonValueKind.Object && d.TryGetProperty("id", out var divisionId)
                    ? divisionId.GetString() : null;
                into[id] = new(id, name, division, TargetOf(entity));
            }

            if (entities.GetArrayLength() == 0) return false;
            if (root.TryGetProperty("nextUri", out var next) && next.ValueKind == JsonValueKind.String) return true;
            return root.TryGetProperty("pageCount", out var pages) && pages.TryGetInt32(out var count) && page < count;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
