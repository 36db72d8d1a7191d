using System.Globalization;
using Redline.Engine.Audiences;

namespace Redline.Engine.Messages;

/// <summary>How much a message matters.</summary>
public enum MessageSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Something needs care.</summary>
    Warning,

    /// <summary>Something needs somebody now.</summary>
    Critical,
}

/// <summary>A message that was sent and has not expired. Immutable.</summary>
/// <param name="Number">Its number, from 1, without gaps.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">What it is about; at most <see cref="TitleLength"/> characters.</param>
/// <param name="Text">What it says; at most <see cref="TextLength"/> characters.</param>
/// <param name="QueueId">The queue it is about; null: none.</param>
/// <param name="ExpiresAt">When it ends, exclusive.</param>
/// <param name="SenderSubject">Who sent it: <c>key:…</c>, <c>person:ana</c>.</param>
public sealed record Message(
    long Number, Instant SentAt, Audience Audience, MessageSeverity Severity, string Title, string Text, string? QueueId,
    Instant ExpiresAt, string SenderSubject)
{
    /// <summary>How long a title may be, in characters.</summary>
    public const int TitleLength = 100;

    /// <summary>How long a text may be, in characters.</summary>
    public const int TextLength = 500;

    /// <summary>How long an unexpired message is kept at least and at most, in seconds.</summary>
    public const int MinLifeSeconds = 10, MaxLifeSeconds = 86_400;

    /// <summary>The message that was sent.</summary>
    public static Message Of(MessageSent s) =>
        new(s.Number, s.At, s.Audience, s.Severity, s.Title, s.Text, s.QueueId, s.ExpiresAt, s.SenderSubject);

    /// <summary>The id people and programs use: <c>M17</c>.</summary>
    public string FormatId() => FormatId(Number);

    /// <summary>The id of a number.</summary>
    public static string FormatId(long number) => string.Create(CultureInfo.InvariantCulture, $"M{number}");
}
