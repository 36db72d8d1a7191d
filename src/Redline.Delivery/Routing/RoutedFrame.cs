namespace Redline.Delivery.Routing;

/// <summary>What a numbered frame is about: of two frames about the same, only the later one counts.</summary>
/// <param name="IsMessage">A message; else an alert.</param>
/// <param name="Number">Its number.</param>
/// <param name="BlindId">What is not seen, in place of both; null: one of them.</param>
public readonly record struct FrameSubject(bool IsMessage, long Number, string? BlindId = null);

/// <summary>A numbered frame: the same bytes for every desktop it goes to. Immutable.</summary>
/// <param name="Offset">Its number within the epoch, from 1.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Revision">The alert's revision it tells; 0: of none that is open.</param>
/// <param name="Persons">Whom it is for.</param>
/// <param name="Bytes">The frame, UTF-8 JSON.</param>
public sealed record RoutedFrame(long Offset, FrameSubject Subject, int Revision, PersonSet Persons, ReadOnlyMemory<byte> Bytes);
