using Redline.Engine;

namespace Redline.GenesysCloud;

/// <summary>
/// How a connector behaves. Immutable. Durations are of the organization's clock unless said otherwise.
/// </summary>
public sealed record GenesysConnectorOptions
{
    /// <summary>How often the queues are listed, give or take a tenth. Default 300 s; 10 s to 1 h.</summary>
    public TimeSpan RelistInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often every followed queue is asked for by REST, give or take a tenth. Default 45 s; 30 s to 60 s.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Queues in one observation query. Default 100; 1 to 200.</summary>
    public int QueuesPerQuery { get; init; } = 100;

    /// <summary>Queues of the organization that are known; further ones are left out and told. Default 20,000; 1 to 100,000.</summary>
    public int MaxQueues { get; init; } = 20_000;

    /// <summary>Channels held at once; the platform allows 20 for one OAuth client. Default 16; 1 to 19.</summary>
    public int MaxChannels { get; init; } = 16;

    /// <summary>Topics of one channel; the platform allows 1,000. Default 1,000; 2 to 1,000.</summary>
    public int TopicsPerChannel { get; init; } = 1_000;

    /// <summary>How often it is looked at what streams and views are interested in. Default 1 s; 0.1 s to 5 s.</summary>
    public TimeSpan InterestInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence of a socket after which it is pinged. Default 45 s; 31 s to 120 s.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Silence of a socket after which it counts as dead. Default 60 s; more than the ping, to 180 s.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Age at which a channel is replaced; the platform ends it at 24 h. Default 72,000 s (20 h); 60 s to 23 h.</summary>
    public TimeSpan ChannelLife { get; init; } = TimeSpan.FromHours(20);

    /// <summary>Messages of a channel kept until its snapshot is there; the oldest go. Default 10,000; 100 to 100,000.</summary>
    public int MaxBufferedMessages { get; init; } = 10_000;

    /// <summary>The longest message a socket may bring. Default 1,048,576 bytes; 65,536 to 16,777,216.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>First pause between attempts, of wall time; doubles, with jitter. Default 1 s; 0.1 s to 60 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between attempts, of wall time. Default 60 s; the first pause to 10 min.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request may take, of wall time. Default 15 s; 1 s to 120 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Requests a minute where the platform does not say how many. Default 300; 10 to 100,000.</summary>
    public int RequestsPerMinute { get; init; } = 300;

    /// <summary>Longest wait that Retry-After may ask for in place; a longer one is told and waited for elsewhere. Default 60 s; 1 s to 10 min.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Part of a token's life after which the next one is asked for. Default 0.8; 0.1 to 0.95.</summary>
    public double TokenRenewal { get; init; } = 0.8;

    /// <summary>How long nothing may be heard, neither by sockets nor by REST, before the source counts as unreachable. Default 30 s; 5 s to 10 min.</summary>
    public TimeSpan UnreachableAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Difference of the platform's clock that is told. Default 2 s; 1 s to 60 s.</summary>
    public TimeSpan ClockWarning { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Difference of the platform's clock beyond which nothing can be believed. Default 60 s; the warning to 1 h.</summary>
    public TimeSpan ClockLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>People whose presence is followed; further ones are left out and told. Default 5,000; 0 to 15,000.</summary>
    public int MaxPeople { get; init; } = 5_000;

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Range(nameof(RelistInterval), RelistInterval, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        errors.Range(nameof(ReconcileInterval), ReconcileInterval, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        errors.Range(nameof(QueuesPerQuery), QueuesPerQuery, 1, 200);
        errors.Range(nameof(MaxQueues), MaxQueues, 1, 100_000);
        errors.Range(nameof(MaxChannels), MaxChannels, 1, 19);
        errors.Range(nameof(TopicsPerChannel), TopicsPerChannel, 2, 1_000);
        errors.Range(nameof(InterestInterval), InterestInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        errors.Range(nameof(PingAfter), PingAfter, TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(120));
        errors.Range(nameof(DeadAfter), DeadAfter, PingAfter + TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(180));
        errors.Range(nameof(ChannelLife), ChannelLife, TimeSpan.FromSeconds(60), TimeSpan.FromHours(23));
        errors.Range(nameof(MaxBufferedMessages), MaxBufferedMessages, 100, 100_000);
        errors.Range(nameof(MaxMessageBytes), MaxMessageBytes, 65_536, 16_777_216);
        errors.Range(nameof(RetryDelay), RetryDelay, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        errors.Range(nameof(MaxRetryDelay), MaxRetryDelay, RetryDelay, TimeSpan.FromMinutes(10));
        errors.Range(nameof(RequestTimeout), RequestTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(120));
        errors.Range(nameof(RequestsPerMinute), RequestsPerMinute, 10, 100_000);
        errors.Range(nameof(MaxRetryAfter), MaxRetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        errors.Range(nameof(TokenRenewal), TokenRenewal, 0.1, 0.95);
        errors.Range(nameof(UnreachableAfter), UnreachableAfter, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));
        errors.Range(nameof(ClockWarning), ClockWarning, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        errors.Range(nameof(ClockLimit), ClockLimit, ClockWarning, TimeSpan.FromHours(1));
        errors.Range(nameof(MaxPeople), MaxPeople, 0, 15_000);
        return errors.All;
    }
}
