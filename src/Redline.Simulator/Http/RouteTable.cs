namespace Redline.Simulator.Http;

/// <summary>The operations by method and path; a word in the path goes before a value.</summary>
internal sealed class RouteTable
{
    private readonly List<Operation> _operations = [];

    internal void Add(string method, string template, Requirement requirement, Func<PlatformCall, EmulatedAnswer> handle) =>
        _operations.Add(new(method, template.Split('/'), requirement, handle));

    /// <summary>The operation of a request with the values in its path; null with the status that says why there is none.</summary>
    internal (Operation Operation, string[] Values)? Find(string method, string path, out int refusal)
    {
        var segments = path.TrimEnd('/').Split('/');
        var onPath = _operations.Where(o => o.Matches(segments)).ToList();
        refusal = onPath.Count == 0 ? 404 : 405;
        var best = onPath.Where(o => o.Method == method).MinBy(o => o.Values);
        return best is null ? null : (best, best.ValuesOf(segments));
    }
}

/// <summary>One operation.</summary>
internal sealed record Operation(string Method, string[] Template, Requirement Requirement, Func<PlatformCall, EmulatedAnswer> Handle)
{
    /// <summary>How many values stand in its path.</summary>
    internal int Values => Template.Count(IsValue);

    internal bool Matches(string[] segments) => segments.Length == Template.Length
        && Template.Zip(segments).All(p => IsValue(p.First) ? p.Second.Length > 0 : p.First.Equals(p.Second, StringComparison.OrdinalIgnoreCase));

    internal string[] ValuesOf(string[] segments) =>
        [.. Template.Zip(segments).Where(p => IsValue(p.First)).Select(p => Uri.UnescapeDataString(p.Second))];

    private static bool IsValue(string segment) => segment.StartsWith('{');
}
