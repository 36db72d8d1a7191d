using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Redline.Delivery.Journal;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Desktop;

/// <summary>An open alert that a person has hidden for themselves, as it is kept across a restart. Immutable.</summary>
/// <param name="AlertNumber">Which alert.</param>
/// <param name="PersonId">Who hid it.</param>
/// <param name="Severity">Up to which severity.</param>
public sealed record HiddenAlert(long AlertNumber, string PersonId, Severity Severity)
{
    private const string Collection = "hidden-alerts";

    private const int PageSize = 10_000;

    /// <summary>Everything that was hidden, also of alerts that are over by now.</summary>
    /// <exception cref="InvalidDataException">A record cannot be read by this version.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public static async Task<IReadOnlyList<HiddenAlert>> ListAsync(IJournal journal, string organizationId, CancellationToken cancellationToken = default)
    {
        var all = new List<HiddenAlert>();
        while (true)
        {
            var page = await journal.ListRecordsAsync(organizationId, Collection, descending: false, all.Count, PageSize, cancellationToken);
            foreach (var record in page) all.Add(Read(record));
            if (page.Count < PageSize) return all;
        }
    }

    /// <summary>The write that keeps it.</summary>
    public RecordWrite ToWrite() =>
        new(Collection, Key, AlertNumber, JsonSerializer.SerializeToUtf8Bytes(this, HiddenAlertJson.Default.HiddenAlert));

    /// <summary>The write that removes it.</summary>
    public RecordWrite ToRemoval() => new(Collection, Key, 0, ReadOnlyMemory<byte>.Empty);

    // Keys are bounded in bytes, ids of people are not ours.
    private string Key => string.Create(
        CultureInfo.InvariantCulture, $"{AlertNumber}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PersonId)))}");

    private static HiddenAlert Read(StoredRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize(record.Body.Span, HiddenAlertJson.Default.HiddenAlert)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"A record of {Collection} cannot be read by this version.", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HiddenAlert))]
internal sealed partial class HiddenAlertJson : JsonSerializerContext;
