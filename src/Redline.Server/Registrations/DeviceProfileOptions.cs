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

    /// <summary>More kinds of devices that come by themselves. Default none; at most 50 kinds altogether, no word twice.</summary>
    public IReadOnlyList<string> Additional { get; init; } = [];

    /// <summary>More kinds of programs, told at an <c>endpointUrl</c> like SERVICE. Default none; counted with the others.</summary>
    public IReadOnlyList<string> AdditionalPrograms { get; init; } = [];

    /// <summary>Every word, for messages.</summary>
    internal string Words => string.Join(", ", All.Select(p => p.Type));

    private IEnumerable<DeviceProfile> All => Shipped
        .Concat(Additional.Select(t => new DeviceProfile(t)))
        .Concat(AdditionalPrograms.Select(t => new DeviceProfile(t, IsProgram: true)));

    /// <summary>The profile a word means; null: it is not declared.</summary>
    public DeviceProfile? Find(string type) => All.FirstOrDefault(p => p.Type == type);

    /// <summary>Everything that is wrong with these options; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (All.Count() > MaxProfiles) errors.Add($"{nameof(Additional)}: there may be at most {MaxProfiles} device types, {Shipped.Count} of them are shipped.");
        foreach (var type in Additional.Concat(AdditionalPrograms).Where(t => !TypeWord().IsMatch(t)))
            errors.Add($"{nameof(Additional)} and {nameof(AdditionalPrograms)} must be words of a capital, then capitals, digits and underscores, at most 50 long; '{type}' is not.");
        foreach (var twice in All.GroupBy(p => p.Type, StringComparer.Ordinal).Where(g => g.Count() > 1))
            errors.Add($"{nameof(Additional)}: the device type '{twice.Key}' is declared more than once.");
        return errors;
    }

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,49}\z")]
    private static partial Regex TypeWord();
}
