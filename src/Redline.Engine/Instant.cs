using System.Globalization;

namespace Redline.Engine;

/// <summary>
/// A point on the UTC time line in whole milliseconds since 1970-01-01T00:00:00Z, the only form of time the engine knows.
/// A type of its own because a <see cref="DateTimeOffset"/> carries ticks and an offset, and two of them that name the
/// same instant encode differently (ADR 0002). Arithmetic saturates at <see cref="Never"/>; the default value is the epoch.
/// </summary>
/// <param name="Milliseconds">Whole milliseconds since the Unix epoch; may be negative.</param>
public readonly record struct Instant(long Milliseconds) : IComparable<Instant>
{
    /// <summary>Later than every real instant: "no wake-up is due".</summary>
    public static readonly Instant Never = new(long.MaxValue);

    /// <summary>Earlier than every real instant: "has not happened yet".</summary>
    public static readonly Instant Beginning = new(long.MinValue);

    /// <summary>The instant of a date and time, cut (not rounded) to the millisecond.</summary>
    public static Instant From(DateTimeOffset value) => new(value.ToUnixTimeMilliseconds());

    /// <summary>
    /// Reads ISO 8601. A text without an offset is read as UTC; fractions finer than a millisecond are cut.
    /// </summary>
    /// <returns>False when the text is not an instant; never throws.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Instant value)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.Length >= 10 && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var parsed))
        {
            value = From(parsed);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The instant as a UTC date and time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">For <see cref="Never"/> and <see cref="Beginning"/>.</exception>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>The instant <paramref name="milliseconds"/> later (earlier when negative); saturates.</summary>
    public Instant Plus(long milliseconds)
    {
        if (this == Never || this == Beginning) return this;
        if (milliseconds > 0 && Milliseconds > long.MaxValue - milliseconds) return Never;
        if (milliseconds < 0 && Milliseconds < long.MinValue - milliseconds) return Beginning;
        return new Instant(Milliseconds + milliseconds);
    }

    /// <summary>Milliseconds from <paramref name="earlier"/> to this instant; negative when it is later; saturates.</summary>
    public long Since(Instant earlier)
    {
        var difference = unchecked(Milliseconds - earlier.Milliseconds);
        var overflows = ((Milliseconds ^ earlier.Milliseconds) & (Milliseconds ^ difference)) < 0;
        return !overflows ? difference : Milliseconds < 0 ? long.MinValue : long.MaxValue;
    }

    /// <summary>The later of two instants.</summary>
    public static Instant Max(Instant a, Instant b) => a.Milliseconds >= b.Milliseconds ? a : b;

    /// <summary>The earlier of two instants.</summary>
    public static Instant Min(Instant a, Instant b) => a.Milliseconds <= b.Milliseconds ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Whether <paramref name="a"/> is before <paramref name="b"/>.</summary>
    public static bool operator <(Instant a, Instant b) => a.Milliseconds < b.Milliseconds;

    /// <summary>Whether <paramref name="a"/> is after <paramref name="b"/>.</summary>
    public static bool operator >(Instant a, Instant b) => a.Milliseconds > b.Milliseconds;

    /// <summary>Whether <paramref name="a"/> is not after <paramref name="b"/>.</summary>
    public static bool operator <=(Instant a, Instant b) => a.Milliseconds <= b.Milliseconds;

    /// <summary>Whether <paramref name="a"/> is not before <paramref name="b"/>.</summary>
    public static bool operator >=(Instant a, Instant b) => a.Milliseconds >= b.Milliseconds;

    /// <summary>ISO 8601 with exactly three fraction digits and Z: <c>1999-03-11T07:05:12.000Z</c>.</summary>
    public override string ToString() => this == Never
        ? "never"
        : this == Beginning
            ? "beginning"
            : ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
