namespace Redline.Delivery.Desktop;

/// <summary>What a desktop has seen: a frame of an epoch, and everything before it.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Offset">The frame's offset.</param>
public readonly record struct DesktopPosition(string Epoch, long Offset);
