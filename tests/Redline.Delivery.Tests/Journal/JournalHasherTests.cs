using System.Security.Cryptography;
using System.Text;
using Redline.Delivery.Journal;
using Redline.TestKit.Journal;

namespace Redline.Delivery.Tests.Journal;

public sealed class JournalHasherTests
{
    [Fact]
    public async Task HashEntry_WhenRead_IsTheOneTheFormatPageDescribes()
    {
        using var directory = new JournalDirectory();
        await using var journal = await directory.OpenAsync();
        await journal.AppendAsync(SomeBatch.Of("größe", "one", "two"), TestContext.Current.CancellationToken);

        var previous = new byte[32];
        await foreach (var entry in journal.ReadAsync("größe", 0, TestContext.Current.CancellationToken))
        {
            previous = SHA256.HashData(Frame(previous, "größe", entry));
            Assert.Equal(previous, entry.Hash.ToArray());
        }
    }

    [Fact]
    public void HashEntry_WhenPartsAreShiftedIntoTheirNeighbours_Differs()
    {
        using var hasher = new JournalHasher();
        var hashes = new[] { ("ab", "c", "d"), ("a", "bc", "d"), ("a", "b", "cd"), ("abc", "d", ""), ("a", "bcd", "") }
            .Select(parts => Hash(hasher, parts.Item1, parts.Item2, parts.Item3));
        Assert.Equal(5, hashes.Distinct().Count());
    }

    private static string Hash(JournalHasher hasher, string organization, string kind, string body)
    {
        var hash = new byte[32];
        var entry = new EntryFields
        {
            Organization = Encoding.UTF8.GetBytes(organization),
            Offset = 1,
            Kind = Encoding.UTF8.GetBytes(kind),
            At = 2,
            DecidedAt = 3,
            Body = Encoding.UTF8.GetBytes(body),
        };
        hasher.HashEntry(entry, new byte[32], hash);
        return Convert.ToHexString(hash);
    }

    // The page's words again, in the plainest code: a change of the format must fail here.
    private static byte[] Frame(byte[] previous, string organization, JournalEntry entry)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(previous);
        Counted(Encoding.UTF8.GetBytes(organization));
        writer.Write(entry.Offset);
        Counted(Encoding.UTF8.GetBytes(entry.Kind));
        writer.Write(entry.At.Milliseconds);
        writer.Write(entry.DecidedAt.Milliseconds);
        Counted(entry.Body.ToArray());
        return stream.ToArray();

        void Counted(byte[] bytes)
        {
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
    }
}
