namespace Redline.Simulator.Calls;

/// <summary>
/// One string per distinct name: a month of calls repeats a dozen queues and agents forty thousand times.
/// </summary>
internal sealed class NameTable
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal NameTable()
    {
        _names = new HashSet<string>(StringComparer.Ordinal);
        _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal string Intern(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known)) return known;
        var name = text.ToString();
        _names.Add(name);
        return name;
    }
}
