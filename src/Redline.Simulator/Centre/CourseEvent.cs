namespace Redline.Simulator.Centre;

/// <summary>What happens to a call or an agent; at one instant in this order.</summary>
internal enum CourseEventKind
{
    ServiceEnded,
    RingingEnded,
    LeftQueue,
    ShiftEnded,
    ShiftBegan,
    CameBack,
    Queued,
    RingingBegan,
    ServiceBegan,
}

/// <summary>Something happens at an instant.</summary>
/// <param name="Instant">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">The number of the call, or of the agent.</param>
/// <param name="Ringing">Which of the call's ringings it is about.</param>
internal readonly record struct CourseEvent(long Instant, CourseEventKind Kind, int Subject, int Ringing = 0) : IComparable<CourseEvent>
{
    public int CompareTo(CourseEvent other)
    {
        var byInstant = Instant.CompareTo(other.Instant);
        return byInstant != 0 ? byInstant : (Kind, Subject, Ringing).CompareTo((other.Kind, other.Subject, other.Ringing));
    }
}
