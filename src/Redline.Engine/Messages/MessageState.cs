namespace Redline.Engine.Messages;

/// <summary>
/// The messages that have not expired, and the counter: a part of the durable state, changed only by
/// <see cref="Evolve"/>. Not safe for use by several threads.
/// </summary>
public sealed class MessageState
{
    private readonly SortedDictionary<long, Message> _open = [];
    private readonly SortedSet<(Instant ExpiresAt, long Number)> _byExpiry = [];

    /// <summary>The messages that have not expired, by number.</summary>
    public IReadOnlyDictionary<long, Message> Open => _open;

    /// <summary>The number of the last message; 0: none yet.</summary>
    public long LastNumber { get; private set; }

    /// <summary>When the next one expires; <see cref="Instant.Never"/>: none is open.</summary>
    public Instant NextExpiry => _byExpiry.Count == 0 ? Instant.Never : _byExpiry.Min.ExpiresAt;

    /// <summary>Those that expire at or before an instant, in the order in which they do.</summary>
    public IEnumerable<Message> DueAt(Instant at) => _byExpiry.TakeWhile(m => m.ExpiresAt <= at).Select(m => _open[m.Number]);

    /// <summary>Takes one fact. Copies values from it and computes nothing.</summary>
    /// <returns>Whether the fact is about messages.</returns>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is not this state's.</exception>
    internal bool Evolve(EngineEvent e)
    {
        switch (e)
        {
            case MessageSent sent:
                Add(Message.Of(sent));
                LastNumber = sent.Number;
                return true;
            case MessageExpired expired:
                if (!_open.Remove(expired.Number, out var message))
                    throw new InvalidOperationException($"The event is about {Message.FormatId(expired.Number)}, which is not open");
                _byExpiry.Remove((message.ExpiresAt, message.Number));
                return true;
            default:
                return false;
        }
    }

    internal void Restore(IEnumerable<Message> open, long lastNumber)
    {
        foreach (var message in open) Add(message);
        LastNumber = lastNumber;
    }

    private void Add(Message message)
    {
        _open.Add(message.Number, message);
        _byExpiry.Add((message.ExpiresAt, message.Number));
    }
}
