using Redline.Delivery.Journal;
using Redline.Server.Identity.Audit;
using Redline.Server.Identity.People;
using Redline.Server.Identity.Records;
using Redline.Server.Identity.Tokens;
using Redline.Server.Records;

namespace Redline.Server.Identity;

/// <summary>
/// Everything that knows who somebody is in one organization, made in the order it depends on each other. The
/// journal is its caller's, who closes this before it, and after the server. Any thread.
/// </summary>
internal sealed class IdentityParts : IDisposable
{
    private readonly IdentityOptions _options;
    private readonly TimeProvider _wall;
    private readonly IdentityStore _store;
    private readonly SignInCodeIssue _codes;
    private readonly FirstStart _first;
    private readonly PeopleLoader _people;
    private readonly Subjects _subjects;
    private readonly TokenIssue _issue;

    private IdentityParts(IJournal journal, string organizationId, IdentityOptions options, TimeProvider wall)
    {
        _options = options;
        _wall = wall;
        _store = new(journal, organizationId, options, wall);
        _subjects = new(_store);
        _issue = new(_store, options, wall);
        _codes = new(_store, options, wall);
        _first = new(_store, _codes);
        _people = new(_store, _issue);
        Callers = new IdentityCallers(_store, _subjects, wall);
        Grants = new TokenGrants(_store, _subjects, _issue, new FailureDelays(options, wall), wall);
        Audit = new(_store, journal);
        People = new IdentityPeople(_store);
    }

    /// <summary>Who a token stands for.</summary>
    public ICallers Callers { get; }

    /// <summary>Who gets a token.</summary>
    public ITokenGrants Grants { get; }

    /// <summary>Where changes are recorded; other features write theirs there too.</summary>
    public AuditLog Audit { get; }

    /// <summary>Who there is.</summary>
    public IPeople People { get; }

    /// <summary>Through which other features change records of theirs, with their lines of the audit log.</summary>
    public IRecordStore Records => _store;

    /// <summary>Opens the identities of an organization, and loads people.yaml if the options name it.</summary>
    /// <param name="journal">Where they are kept.</param>
    /// <param name="organizationId">Whose.</param>
    /// <param name="options">How people prove who they are.</param>
    /// <param name="wall">Wall time: tokens never run on simulated time.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    /// <exception cref="PeopleFileException">people.yaml is wrong; nothing of it was taken over.</exception>
    /// <exception cref="InvalidDataException">A record cannot be read by this version.</exception>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="JournalWriteException">The people cannot be written.</exception>
    public static async Task<IdentityParts> OpenAsync(
        IJournal journal, string organizationId, IdentityOptions options, TimeProvider wall, CancellationToken cancellationToken = default)
    {
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(" ", errors), nameof(options));
        var parts = new IdentityParts(journal, organizationId, options, wall);
        try
        {
            await parts._store.LoadAsync(cancellationToken);
            var mistakes = await parts.ReloadPeopleAsync(cancellationToken);
            return mistakes.Count == 0 ? parts : throw new PeopleFileException(mistakes);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    /// <summary>At the first start of the organization an administrator's sign-in code, to be printed once; later null.</summary>
    public Task<NewSignInCode?> BeginAsync(CancellationToken cancellationToken = default) =>
        _first.BeginAsync(cancellationToken);

    /// <summary>Another code for an administrator, for who has the data directory and lost the first one.</summary>
    public Task<NewSignInCode> RecoverAsync(CancellationToken cancellationToken = default) =>
        _first.RecoverAsync(cancellationToken);

    /// <summary>Reads people.yaml again, whole or not at all. Without such a file there is nothing to do.</summary>
    /// <returns>Every mistake; empty: it was loaded.</returns>
    public async Task<IReadOnlyList<PeopleMistake>> ReloadPeopleAsync(CancellationToken cancellationToken = default) =>
        _options.PeopleFile is { } path ? await _people.LoadAsync(path, cancellationToken) : [];

    /// <summary>Adds what <see cref="IdentityEndpoints"/> and every other endpoint need; the caller adds the TimeProvider.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(Callers).AddSingleton(Grants).AddSingleton(Audit).AddSingleton(People).AddSingleton(new RateLimits(_options, _wall))
        .AddSingleton(_store).AddSingleton(_issue).AddSingleton(_codes);
}
