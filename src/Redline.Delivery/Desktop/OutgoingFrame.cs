using Redline.Delivery.Routing;

namespace Redline.Delivery.Desktop;

/// <summary>A frame on its way to one desktop.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Routed">The numbered frame it is; null: it has no number.</param>
/// <param name="Reset">The alerts it lists in whole; null: it is no reset.</param>
public readonly record struct OutgoingFrame(
    ReadOnlyMemory<byte> Bytes, RoutedFrame? Routed = null, IReadOnlyList<RoutedAlert>? Reset = null);
