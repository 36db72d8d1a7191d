using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Redline.Delivery.Effects;
using Redline.TestKit;

namespace Redline.Delivery.Tests.Effects;

/// <summary>A runner with what a test reads off it.</summary>
internal sealed class EffectRig : IAsyncDisposable
{
    private readonly Channel<EffectConclusion> _ended = Channel.CreateUnbounded<EffectConclusion>();

    public EffectRig(EffectReach reach, EffectOptions? options = null, TimeProvider? time = null)
    {
        Time = time as FakeTimeProvider ?? new FakeTimeProvider();
        Runner = new(options ?? new(), reach, c => _ended.Writer.WriteAsync(c), time ?? Time, Log);
    }

    public EffectRunner Runner { get; }

    public FakeTimeProvider Time { get; }

    public LineLog Log { get; } = new();

    /// <summary>An effect for this server, or for a host.</summary>
    public static EffectIntent Intent(string key = "j/1/node2/1", string url = "/api/v2/thing", int priority = 3, long order = 0, Func<EffectRequest, EffectRequest>? with = null)
    {
        var request = new EffectRequest("POST", url) { Body = """{"a":1}""", Retry = new() { Attempts = 1 } };
        return new("default", key, priority, order, EffectKind.HttpRequest, with is null ? request : with(request));
    }

    /// <summary>Submits an effect and waits for its end.</summary>
    public async Task<EffectConclusion> RunAsync(EffectIntent intent)
    {
        Assert.True(Runner.Submit(intent));
        return await NextAsync();
    }

    /// <summary>The next effect that ends.</summary>
    public async Task<EffectConclusion> NextAsync() => await _ended.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>
    /// Moves time on in steps until the only effect has ended, each time it has come to wait for something beside its
    /// deadline: an answer or the end of a pause.
    /// </summary>
    public async Task<EffectConclusion> NextWithTimeAsync(TimeSpan step)
    {
        var next = NextAsync();
        while (!next.IsCompleted)
        {
            using var given = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            if (await Task.WhenAny(next, Time.WaitForTimersAsync(2, given.Token)) != next) Time.Advance(step);
            await given.CancelAsync();
        }

        return await next;
    }

    /// <summary>Whether nothing else has ended.</summary>
    public bool HasNone => _ended.Reader.Count == 0;

    public ValueTask DisposeAsync() => Runner.DisposeAsync();

    /// <summary>Lines that were logged.</summary>
    internal sealed class LineLog : ILogger<EffectRunner>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
    }
}
