namespace Redline.Simulator.Centre;

/// <summary>What happens in the contact centre, instant after instant.</summary>
internal interface ICentreCourse
{
    /// <summary>When the next thing happens; the end of time when nothing does any more.</summary>
    long NextInstant { get; }

    /// <summary>Lets everything of <see cref="NextInstant"/> happen.</summary>
    void Step(ContactCentre centre);
}
