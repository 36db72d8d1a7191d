using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Redline.Delivery.Tests.Organizations;

/// <summary>A line of the loop's log.</summary>
internal sealed record LogLine(int EventId, IReadOnlyDictionary<string, object?> Values, Exception? Exception);

/// <summary>The log, line by line: a line is how a test knows that the loop has come to a place.</summary>
internal sealed class CollectingLog<T> : ILogger<T>
{
    private readonly Channel<LogLine> _lines = Channel.CreateUnbounded<LogLine>();

    /// <summary>The next line of an event; lines of others on the way are passed over.</summary>
    public async Task<LogLine> NextAsync(int eventId)
    {
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (line.EventId == eventId) return line;
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        _lines.Writer.TryWrite(new(eventId.Id, values.ToDictionary(v => v.Key, v => v.Value), exception));
    }
}
