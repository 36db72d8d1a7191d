using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Redline.Server.Tests;

/// <summary>Keeps every line that is logged: level, category, message and the whole of an exception.</summary>
internal sealed class CollectingLogs : ILoggerProvider
{
    private readonly ConcurrentBag<(LogLevel Level, string Text)> _lines = [];

    public IEnumerable<string> Lines => _lines.Select(l => l.Text);

    /// <summary>What an operator would have to look at.</summary>
    public IEnumerable<string> Errors => _lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Text);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(CollectingLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            owner._lines.Add((logLevel, $"{logLevel} {category}: {formatter(state, exception)} {exception}"));
    }
}
