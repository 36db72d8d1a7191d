namespace Redline.Delivery.Journal;

/// <summary>
/// The journal cannot be opened, read or copied, for a reason other than corruption. No entry was changed.
/// </summary>
/// <param name="code">One of <see cref="JournalErrorCode"/>.</param>
/// <param name="message">For an operator, with what to do; holds no path.</param>
/// <param name="innerException">What caused it, if that says more.</param>
public sealed class JournalUnavailableException(string code, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>One of <see cref="JournalErrorCode"/>.</summary>
    public string Code { get; } = code;
}
