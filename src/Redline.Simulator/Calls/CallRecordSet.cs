namespace Redline.Simulator.Calls;

/// <summary>What reading files of calls gave: the good calls and what was wrong with the others. Immutable.</summary>
/// <param name="Calls">
/// Every good call of all files, by arrival, then in the order of the files and their lines.
/// </param>
/// <param name="Errors">
/// The first errors in the order they were met, at most <see cref="CallRecordReaderOptions.MaximumErrors"/>.
/// </param>
/// <param name="ErrorCount">All errors met, those not kept included.</param>
public sealed record CallRecordSet(
    IReadOnlyList<CallRecord> Calls,
    IReadOnlyList<CallRecordError> Errors,
    long ErrorCount);
