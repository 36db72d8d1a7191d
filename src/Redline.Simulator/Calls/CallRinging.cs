namespace Redline.Simulator.Calls;

/// <summary>
/// A stretch [start, end) during which a call rang an agent. Instants are whole milliseconds since the Unix epoch, UTC.
/// </summary>
/// <param name="Agent">Name of the agent it rang.</param>
/// <param name="StartMilliseconds">When it began to ring.</param>
/// <param name="EndMilliseconds">When it was answered, or returned to the queue.</param>
/// <param name="IsAnswered">Whether the agent answered; otherwise the call went back and waits on.</param>
public sealed record CallRinging(string Agent, long StartMilliseconds, long EndMilliseconds, bool IsAnswered);
