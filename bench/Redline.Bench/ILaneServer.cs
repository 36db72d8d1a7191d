namespace Redline.Bench;

/// <summary>A server desktops connect to, in a process of its own, so that only its own work and memory are measured.</summary>
internal interface ILaneServer : IAsyncDisposable
{
    /// <summary>Where desktops open a WebSocket.</summary>
    Uri Address { get; }

    /// <summary>What a desktop says first; empty: nothing.</summary>
    Task<string> GreetingAsync(int desktop);

    /// <summary>Tells every desktop one thing, odd calls that an alert triggered, even calls that it is over.</summary>
    /// <returns>The instant it is due.</returns>
    Task<DateTimeOffset> SendAsync();
}
