namespace Redline.Simulator.Generation;

/// <summary>
/// A caller before meeting the contact centre: what it wants and how long it would bear, drawn up front so that other
/// agents on duty leave the callers as they are. Milliseconds; durations at least 1.
/// </summary>
internal readonly record struct CallArrival(
    long InstantMilliseconds, int QueueIndex, long ServiceMilliseconds, long PatienceMilliseconds);
