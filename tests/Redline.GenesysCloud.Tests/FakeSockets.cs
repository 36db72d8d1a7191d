using System.Text;
using System.Threading.Channels;
using Redline.GenesysCloud.Channels;

namespace Redline.GenesysCloud.Tests;

/// <summary>Sockets that bring what the test says.</summary>
internal sealed class FakeSockets(FakePlatform platform) : IGenesysSocketOpener
{
    /// <summary>Every socket that was opened, the last one last.</summary>
    public List<FakeSocket> All { get; } = [];

    /// <summary>No socket can be opened.</summary>
    public bool IsCut { get; set; }

    /// <summary>What a socket does when it was opened.</summary>
    public Action<FakeSocket> OnOpen { get; set; } = _ => { };

    public FakeSocket Last => All[^1];

    public Task<SocketOpening> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        if (IsCut) return Task.FromResult(new SocketOpening(null, false, "The socket cannot be opened: SocketException."));
        var channel = address.AbsolutePath.Split('/')[^1].Replace("-geheim", "", StringComparison.Ordinal);
        if (!platform.Channels.Contains(channel)) return Task.FromResult(new SocketOpening(null, true, "The socket cannot be opened: the platform answered 401."));
        var socket = new FakeSocket(channel);
        All.Add(socket);
        OnOpen(socket);
        return Task.FromResult(new SocketOpening(socket));
    }
}

/// <summary>One socket.</summary>
internal sealed class FakeSocket(string channelId) : IGenesysSocket
{
    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();

    public string ChannelId => channelId;

    public List<string> Sent { get; } = [];

    public bool IsClosed { get; private set; }

    public void Bring(string json) => _messages.Writer.TryWrite(Encoding.UTF8.GetBytes(json));

    public void BringWaiting(string queueId, int count) =>
        Bring($$$$"""{"topicName":"v2.analytics.queues.{{{{queueId}}}}.activity","eventBody":{"results":[{"mediaType":"voice","data":[{"metric":"oWaiting","count":{{{{count}}}}}]}]}}""");

    public void BringHeartbeat() => Bring("""{"topicName":"channel.metadata","eventBody":{"message":"WebSocket Heartbeat"}}""");

    public void Drop() => _messages.Writer.TryComplete();

    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken) =>
        await _messages.Reader.WaitToReadAsync(cancellationToken) && _messages.Reader.TryRead(out var message) ? message : (ReadOnlyMemory<byte>?)null;

    public ValueTask SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        Sent.Add(Encoding.UTF8.GetString(text.Span));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        _messages.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
