using System.Collections.Concurrent;

namespace Redline.Server.Desktop;

/// <summary>
/// Sessions that have something to send, taken one after the other by one thread of the pool: handing each to the pool
/// costs more than what it then does. A session whose network takes nothing at once goes on by itself and holds up
/// nobody. Any thread.
/// </summary>
internal sealed class SendLine : IThreadPoolWorkItem
{
    private static readonly SendLine[] Lines = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new SendLine())];
    private static int _given;

    private readonly ConcurrentQueue<DesktopSession> _sessions = new();
    private int _taking;

    private SendLine()
    {
    }

    /// <summary>The line for one more session: there is one for each processor, and each gets its share.</summary>
    public static SendLine Next() => Lines[(uint)Interlocked.Increment(ref _given) % (uint)Lines.Length];

    /// <summary>Adds a session, which must not be in it already. Returns at once.</summary>
    public void Add(DesktopSession session)
    {
        _sessions.Enqueue(session);
        if (Interlocked.Exchange(ref _taking, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        // Whoever was added while the last look found nobody is looked for again, here or by who added it.
        do
        {
            while (_sessions.TryDequeue(out var session)) session.Send();
            Interlocked.Exchange(ref _taking, 0);
        }
        while (!_sessions.IsEmpty && Interlocked.Exchange(ref _taking, 1) == 0);
    }
}
