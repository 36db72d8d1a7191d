namespace Redline.Simulator.Calls;

/// <summary>One thing that is wrong in a file of calls. Immutable.</summary>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="LineNumber">First line of the record, counted from 1; 0 when the whole file is meant.</param>
/// <param name="Code">Stable code, one of <see cref="CallRecordErrorCodes"/>.</param>
/// <param name="Message">The column, the offending text (cut when long) and what to write instead.</param>
public sealed record CallRecordError(string File, long LineNumber, string Code, string Message)
{
    /// <summary>For a person: <c>file:line: message [code]</c>.</summary>
    public override string ToString() => LineNumber == 0
        ? $"{File}: {Message} [{Code}]"
        : $"{File}:{LineNumber}: {Message} [{Code}]";
}
