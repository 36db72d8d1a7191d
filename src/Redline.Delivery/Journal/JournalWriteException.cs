namespace Redline.Delivery.Journal;

/// <summary>
/// Nothing of the batch was committed. The owner of the organization discards its state and reads the journal again
/// before it appends anything else. If the process dies or the power fails before the next successful commit, the
/// batch may after all be found in the journal, whole and in its place: "failed" means that nothing was built on it.
/// </summary>
/// <param name="code">One of <see cref="JournalErrorCode"/>.</param>
/// <param name="message">For an operator; holds no path and nothing of a batch's content.</param>
/// <param name="innerException">What caused it, if that says more.</param>
public sealed class JournalWriteException(string code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>One of <see cref="JournalErrorCode"/>.</summary>
    public string Code { get; } = code;
}
