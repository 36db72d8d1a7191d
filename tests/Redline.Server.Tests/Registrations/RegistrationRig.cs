using Redline.Delivery.Journal;
using Redline.Server.Identity;
using Redline.Server.Records;
using Redline.Server.Registrations;
using Redline.TestKit;

namespace Redline.Server.Tests.Registrations;

/// <summary>A store of registrations on a real journal, with a clock and people of the test's.</summary>
internal sealed class RegistrationRig : IAsyncDisposable, IPeople
{
    public static readonly RegistrationActor Actor = new("person:test", "c");

    private static readonly DeviceProfile Browser = new("BROWSER");
    private static readonly DeviceProfile Program = new("SERVICE", IsProgram: true);

    private readonly TemporaryDirectory _directory = new();
    private readonly RegistrationOptions _options;
    private PlainRecordStore _records = null!;

    private RegistrationRig(RegistrationOptions options) => _options = options;

    public FakeTimeProvider Time { get; } = new();

    public SqliteJournal Journal { get; private set; } = null!;

    public RegistrationStore Store { get; private set; } = null!;

    /// <summary>The people there are; may be changed.</summary>
    public List<Person> People { get; } = [.. new[] { "ana", "ben", "eva" }.Select(id => new Person(id, id, PersonRole.Agent))];

    public IEnumerable<Person> All => People;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Person? Find(string personId) => All.FirstOrDefault(p => p.Id == personId);

    public static async Task<RegistrationRig> OpenAsync(RegistrationOptions? options = null)
    {
        var rig = new RegistrationRig(options ?? new());
        rig.Journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = rig._directory.File("redline.db") });
        await rig.ReopenAsync();
        return rig;
    }

    /// <summary>Reads everything from the journal again, as after a restart.</summary>
    public async Task ReopenAsync()
    {
        _records?.Dispose();
        _records = new PlainRecordStore(Journal, "test");
        Store = await RegistrationStore.OpenAsync(Journal, _records, this, _options, Time, Cancel);
    }

    public Task<RegistrationOutcome> AddAsync(string personId, string deviceId, bool program = false) => Store.AddAsync(
        new(personId, program ? Program : Browser, deviceId, "c", null, program ? "https://a.example/" : null, RotateSecret: false), Actor, Cancel);

    public async Task<string> IdOfAsync(string personId, string deviceId) => (await AddAsync(personId, deviceId)).Registration!.Id;

    public async ValueTask DisposeAsync()
    {
        _records.Dispose();
        await Journal.DisposeAsync();
        _directory.Dispose();
    }
}
