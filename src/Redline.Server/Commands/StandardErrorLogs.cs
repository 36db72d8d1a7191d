using System.Globalization;

namespace Redline.Server.Commands;

/// <summary>Writes warnings and worse as lines to standard error: instant, level, category, message, and the first line of an exception.</summary>
internal sealed class StandardErrorLogs(TextWriter error) : ILoggerProvider
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held; the writer is the process's.
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message.Split('\n')[0]})";
        lock (_lock) error.WriteLine($"{now} {level} {category}: {message}{cause}");
    }

    private sealed class Logger(StandardErrorLogs owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) owner.Write(logLevel, category, formatter(state, exception), exception);
        }
    }
}
