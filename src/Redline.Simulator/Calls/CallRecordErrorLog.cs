namespace Redline.Simulator.Calls;

/// <summary>
/// Keeps the first errors of a reading and counts the others, so that a wholly bad file costs no memory.
/// </summary>
internal sealed class CallRecordErrorLog(int maximumErrors)
{
    // An offending text is shown to be recognised, not to be repeated in full.
    private const int ShownLength = 60;

    private readonly List<CallRecordError> _kept = [];

    internal IReadOnlyList<CallRecordError> Kept => _kept;

    internal long Count { get; private set; }

    internal void Add(string file, long lineNumber, string code, string message)
    {
        Count++;
        if (_kept.Count < maximumErrors) _kept.Add(new CallRecordError(file, lineNumber, code, message));
    }

    internal static string Show(ReadOnlySpan<char> text) => text.Length <= ShownLength
        ? $"'{text}'"
        : $"'{text[..ShownLength]}...'";
}
