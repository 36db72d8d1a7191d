using Redline.GenesysCloud.Channels;
using Redline.GenesysCloud.Observations;

namespace Redline.GenesysCloud.Diagnosis;

/// <summary>Makes a channel, subscribes to one queue, opens the socket, pings it and waits for anything that comes.</summary>
internal sealed class SocketExamination(ChannelCalls calls, IGenesysSocketOpener sockets, GenesysClocks clocks)
{
    // A heartbeat comes every 30 s, also where a ping is not answered.
    private static readonly TimeSpan HearTimeout = TimeSpan.FromSeconds(40);

    private static readonly ReadOnlyMemory<byte> Ping = """{"message":"ping"}"""u8.ToArray();

    public async Task<IReadOnlyList<Finding>> ExamineAsync(string? queueId, CancellationToken cancellationToken)
    {
        var (channel, failure) = await calls.CreateAsync(cancellationToken);
        if (channel is null) return [new("channel", FindingSeverity.Error, $"No channel can be made: {failure}", "Check the permissions of the client and the limits of the organization.")];
        var findings = new List<Finding> { new("channel", FindingSeverity.Ok, "A channel can be made.") };
        if (queueId is not null) findings.Add(await SubscribeAsync(channel, queueId, cancellationToken));
        findings.Add(await HearAsync(channel, cancellationToken));
        await calls.ReleaseAsync(channel, cancellationToken);
        return findings;
    }

    private async Task<Finding> SubscribeAsync(NotificationChannel channel, string queueId, CancellationToken cancellationToken)
    {
        string[] topics = [$"v2.analytics.queues.{queueId}.activity", $"v2.analytics.queues.{queueId}.observations"];
        var (rejected, failure) = await calls.SubscribeAsync(channel, topics, cancellationToken);
        if (failure is not null) return new("subscription", FindingSeverity.Error, $"Topics cannot be subscribed to: {failure}", "Check the permissions of the client.");
        return rejected.Count == 0
            ? new("subscription", FindingSeverity.Ok, "Topics of a queue can be subscribed to.")
            : new("subscription", FindingSeverity.Error, $"Topics are refused: {string.Join("; ", rejected.Select(r => $"{r.Key}: {r.Value}"))}.",
                "Give the client's role analytics:queueObservation:view and analytics:conversationAggregate:view, in every division that is watched.");
    }

    private async Task<Finding> HearAsync(NotificationChannel channel, CancellationToken cancellationToken)
    {
        const string Remedy = "Let WebSockets (wss) to the platform's streaming hosts through proxy and firewall, and keep them open for longer than a minute.";
        var opening = await sockets.OpenAsync(channel.ConnectUri, cancellationToken);
        if (opening.Socket is not { } socket) return new("socket", FindingSeverity.Error, opening.Problem!, Remedy);
        await using (socket)
        {
            using var limit = new CancellationTokenSource(HearTimeout, clocks.Organization);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await socket.SendAsync(Ping, either.Token);
                while (await socket.ReceiveAsync(either.Token) is { } message)
                    if (EventEnvelope.KindOf(message.Span) == EventKind.Heartbeat)
                        return new("socket", FindingSeverity.Ok, "The socket opens and is heard of.");
                return new("socket", FindingSeverity.Error, "The socket opens and is closed again.", Remedy);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new("socket", FindingSeverity.Error, $"The socket opens, and nothing is heard of it for {HearTimeout.TotalSeconds:0} s.", Remedy);
            }
        }
    }
}
