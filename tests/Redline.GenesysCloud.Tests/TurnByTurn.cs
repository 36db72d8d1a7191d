namespace Redline.GenesysCloud.Tests;

/// <summary>
/// Runs asynchronous code on the thread of the test, turn by turn: after <see cref="Run"/> everything that could go on
/// has gone on, and waits for time or for the test. So nothing here waits for a clock or races one.
/// </summary>
internal sealed class TurnByTurn : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _turns = new();
    private readonly Lock _lock = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock) _turns.Enqueue((d, state));
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Begins something and runs it until it waits.</summary>
    public T Run<T>(Func<T> begin)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var begun = begin();
            while (Next() is { } turn) turn.Callback(turn.State);
            return begun;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs everything until it waits.</summary>
    public void Run() => Run(() => 0);

    private (SendOrPostCallback Callback, object? State)? Next()
    {
        lock (_lock) return _turns.TryDequeue(out var turn) ? turn : null;
    }
}
