using System.Text.Json;

namespace Redline.Engine.Definitions;

/// <summary>Collects the mistakes of one definition; keeps at most <see cref="Limit"/> and then says that there are more.</summary>
internal sealed class DefinitionErrors
{
    public const int Limit = 100;

    private readonly List<DefinitionError> _errors = [];

    public IReadOnlyList<DefinitionError> All => _errors;

    public int Count => _errors.Count;

    /// <summary>Whether what is added is no longer kept: who reads a long list may stop.</summary>
    public bool IsFull => _errors.Count > Limit;

    public void Add(string code, string path, string offending, string message)
    {
        if (_errors.Count < Limit)
            _errors.Add(new(code, path, Cut(offending), message));
        else if (_errors.Count == Limit)
            _errors.Add(new("definition.errors.more", path, "", $"There are more than {Limit} mistakes; mend these first."));
    }

    public void Add(string code, string path, JsonElement offending, string message) =>
        Add(code, path, IsFull || offending.ValueKind == JsonValueKind.Undefined ? "" : offending.GetRawText(), message);

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "…";
}
