namespace Redline.Delivery.Journal;

/// <summary>Where the entries of a committed batch stand, both ends included.</summary>
/// <param name="FirstOffset">
/// The first entry's offset; one more than <paramref name="LastOffset"/> when there were none.
/// </param>
/// <param name="LastOffset">The organization's last offset right after this batch.</param>
public readonly record struct JournalCommit(long FirstOffset, long LastOffset);
