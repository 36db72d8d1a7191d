using System.Text.RegularExpressions;

namespace Redline.Server.Registrations;

/// <summary>A kind of device that may register.</summary>
/// <param name="Type">Its word: a capital, then capitals, digits and underscores; at most 50.</param>
/// <param name="IsProgram">Whether it is told at an <c>endpointUrl</c>, signed, instead of coming by itself.</param>
internal sealed record DeviceProfile(string Type, bool IsProgram = false);

/// <summary>The kinds of devices that may register: those shipped and those added. Immutable.</summary>
internal sealed partial record DeviceProfileOptions
{
    /// <summary>The most there may be altogether.</summary>
    public const int MaxProfiles = 50;

    /// <summary>What every server knows.</summary>
    public static readonly IReadOnlyList<DeviceProfile> Shipped =
        [new("BROWSER"), new("DESKTOP_APP"), new("GENESYS_CLIENT_APP"), new("SERVICE", IsProgram: true)];

    /// <summary>More kinds of devices. Default none; with those shipped at most 50, no word twice.</summary>
    public IReadOnlyList<DeviceProfile> Additional { get; init; } = [];

    /// <summary>Every word, for messages.</summary>
    public string Words => string.Join(", ", All.Select(p => p.Type));

    private IEnumerable<DeviceProfile> All => Shipped.Concat(Additional);

    /// <summary>The profile a word means; null: it is not declared.</summary>
    public DeviceProfile? Find(string type) => All.FirstOrDefault(p => p.Type == type);

    /// <summary>Everything that is wrong with these options; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (All.Count() > MaxProfiles) errors.Add($"There may be at most {MaxProfiles} device types, {Shipped.Count} of them are shipped.");
        foreach (var profile in Additional.Where(p => !TypeWord().IsMatch(p.Type)))
            errors.Add($"The device type '{profile.Type}' must be a capital, then capitals, digits and underscores; at most 50.");
        foreach (var twice in All.GroupBy(p => p.Type, StringComparer.Ordinal).Where(g => g.Count() > 1))
            errors.Add($"The device type '{twice.Key}' is declared more than once.");
        return errors;
    }

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,49}\z")]
    private static partial Regex TypeWord();
}
