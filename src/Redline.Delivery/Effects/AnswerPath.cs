using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Redline.Delivery.Effects;

/// <summary>
/// Where something stands in a JSON answer: <c>$</c>, then <c>.name</c> or <c>['any name']</c> for a field and <c>[0]</c> for
/// an item, at most 16 steps and 200 characters. Immutable.
/// </summary>
public sealed partial class AnswerPath
{
    private const int MaxSteps = 16;
    private const int MaxLength = 200;

    private readonly (string? Name, int Index)[] _steps;

    private AnswerPath((string?, int)[] steps) => _steps = steps;

    /// <summary>Reads one; null: it is none.</summary>
    public static AnswerPath? TryParse(string text)
    {
        if (text.Length > MaxLength || Whole().Match(text) is not { Success: true } match) return null;
        var steps = match.Groups[1].Captures.Select(c => StepOf(c.Value)).ToArray();
        return steps.Length > MaxSteps ? null : new(steps);
    }

    /// <summary>What stands there; null: nothing, or null.</summary>
    internal JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var (name, index) in _steps)
        {
            if (name is not null)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
            }
            else if (at.ValueKind == JsonValueKind.Array && index < at.GetArrayLength()) at = at[index];
            else return null;
        }

        return at.ValueKind == JsonValueKind.Null ? null : at;
    }

    private static (string? Name, int Index) StepOf(string step) => step[0] == '.' ? (step[1..], 0)
        : step[1] == '\'' ? (step[2..^2], 0)
        : (null, int.Parse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\$(\.[A-Za-z_][A-Za-z0-9_-]*|\['[^'\r\n]+'\]|\[[0-9]{1,6}\])*\z")]
    private static partial Regex Whole();
}
