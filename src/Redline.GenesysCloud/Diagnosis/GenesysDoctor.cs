using System.Text.Json;
using Redline.Engine.Queues;
using Redline.GenesysCloud.Access;
using Redline.GenesysCloud.Channels;
using Redline.GenesysCloud.Observations;
using Redline.GenesysCloud.Queues;

namespace Redline.GenesysCloud.Diagnosis;

/// <summary>
/// Examines the way to an organization of Genesys Cloud step by step, with the same code that a connector uses: who we
/// are, what we may do and see, whether a socket brings anything, clock and budget. Changes nothing there, but for one
/// channel that it lets go again.
/// </summary>
public sealed class GenesysDoctor : IDisposable
{
    private const int NamesTold = 10;

    private readonly GenesysConnectorOptions _options;
    private readonly HttpMessageInvoker _way;
    private readonly HttpClient _http;
    private readonly GenesysApi _api;
    private readonly GenesysIntake _intake;
    private readonly QueueCalls _queues;
    private readonly SocketExamination _socket;
    private readonly TopicExamination _topics;
    private readonly List<Finding> _findings = [];

    /// <summary>A doctor for one organization.</summary>
    public GenesysDoctor(
        GenesysConnection connection, GenesysConnectorOptions options, GenesysClocks clocks,
        HttpMessageHandler? handler = null, IGenesysSocketOpener? sockets = null, Random? random = null)
    {
        _options = options;
        var used = handler ?? GenesysHttp.Create(connection);
        _way = new HttpMessageInvoker(used, disposeHandler: false);
        _http = new HttpClient(used, disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };
        var (platform, chance) = (new PlatformClock(), random ?? Random.Shared);
        _api = new GenesysApi(
            _http, connection, new TokenSource(_http, connection, options, clocks, chance), new RateBudget(options.RequestsPerMinute, clocks),
            platform, options, clocks, chance);
        _intake = new GenesysIntake(connection.SourceId, platform, new Nobody(), clocks);
        _queues = new QueueCalls(_api, _intake, options, clocks);
        _topics = new TopicExamination(_api);
        _socket = new SocketExamination(new ChannelCalls(_api, options, clocks), sockets ?? new GenesysSocketOpener(_way, options, clocks.Wall), clocks);
    }

    /// <summary>Examines everything; what cannot be looked at because something before it failed is left out.</summary>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(ExaminationWishes wishes, CancellationToken cancellationToken)
    {
        _findings.Clear();
        if (!await ExamineCredentialsAsync(cancellationToken)) return _findings;
        var queues = await ExamineQueuesAsync(wishes, cancellationToken);
        await ExamineMetricsAsync(queues, cancellationToken);
        _findings.AddRange(await _topics.ExamineAsync(cancellationToken));
        _findings.AddRange(await _socket.ExamineAsync(queues.Count > 0 ? queues[0].Id : null, cancellationToken));
        ExamineClock();
        ExamineBudget(queues.Count, queues.Count(q => wishes.InterestIn(q) != QueueInterest.None));
        return _findings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _way.Dispose();
        _api.Tokens.Dispose();
        _intake.Dispose();
    }

    private async Task<bool> ExamineCredentialsAsync(CancellationToken cancellationToken)
    {
        var (token, failure) = await _api.Tokens.GetAsync(cancellationToken);
        if (token is null)
        {
            Add("credentials", FindingSeverity.Error, $"No token is given out: {failure}", failure!.Kind == ApiFailureKind.Token
                ? "Check clientId and the secret, that the client is active, that its grant is Client Credentials, and that region or loginAddress is that of its organization."
                : "Check the network, the proxy (genesys.*.proxy, HTTPS_PROXY, NO_PROXY), the certificate authorities (authoritiesFile) and region or loginAddress.");
            return false;
        }

        Add("credentials", FindingSeverity.Ok, "A token is given out.");

        // Without the flag the question itself would keep the token from going idle.
        var answer = await _api.SendAsync(new(HttpMethod.Get, "api/v2/tokens/me?preserveIdleTTL=true"), cancellationToken);
        if (answer.IsGood) Add("organization", FindingSeverity.Ok, $"The client belongs to {OrganizationOf(answer.Body)}.");
        else if (answer.Failure is { Kind: ApiFailureKind.Token }) Add("organization", FindingSeverity.Error, $"The token is refused: {answer.Failure}", "region or apiAddress must be that of the organization whose loginAddress gave the token.");
        else if (answer.Failure is { Kind: ApiFailureKind.Unreachable }) Add("organization", FindingSeverity.Error, $"The API cannot be asked: {answer.Failure}", "Check apiAddress, network and proxy.");
        else Add("organization", FindingSeverity.Warning, $"The token cannot be looked at: {answer.Failure}");
        return answer.Failure is not { Kind: ApiFailureKind.Token or ApiFailureKind.Unreachable };
    }

    private async Task<IReadOnlyList<ListedQueue>> ExamineQueuesAsync(ExaminationWishes wishes, CancellationToken cancellationToken)
    {
        var (queues, failure) = await _queues.ListAsync(cancellationToken);
        if (failure is not null)
        {
            Add("queues", FindingSeverity.Error, $"The queues cannot be listed: {failure}", failure.Kind == ApiFailureKind.Permission
                ? "Give the client's role routing:queue:view, in every division that is watched." : null);
            return [];
        }

        if (queues.Count == 0) Add("queues", FindingSeverity.Error, "No queue is visible.", "Give the client's role in the divisions whose queues are watched.");
        else if (queues.Count >= _options.MaxQueues) Add("queues", FindingSeverity.Warning, $"Only the first {queues.Count} queues are looked at.", "Raise connector.maxQueues and limits.maxQueues.");
        else Add("queues", FindingSeverity.Ok, $"{queues.Count} queues are visible.");
        var visible = queues.Select(q => q.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = wishes.NamedQueues.Where(n => !visible.Contains(n.QueueId)).ToArray();
        if (missing.Length > 0)
            Add("queues.missing", FindingSeverity.Error,
                $"Streams name {missing.Length} queues that are not visible: {string.Join(", ", missing.Take(NamesTold).Select(m => $"{m.QueueId} ({m.StreamName})"))}{(missing.Length > NamesTold ? " ..." : "")}.",
                "Give the client's role in their divisions, or correct the streams; a queue that was deleted does not come back under its id.");
        ExamineRoom(queues, wishes);
        return queues;
    }

    private void ExamineRoom(IReadOnlyList<ListedQueue> queues, ExaminationWishes wishes)
    {
        var topics = queues.Sum(q => wishes.InterestIn(q) switch { QueueInterest.Everything => 2, QueueInterest.Activity => 1, _ => 0 });
        var room = _options.MaxChannels * _options.TopicsPerChannel;
        if (topics > room) Add("topics.room", FindingSeverity.Warning, $"{topics} topics are wanted, and {_options.MaxChannels} channels hold {room}; the rest is asked for by REST alone.", "Narrow the streams, or raise connector.maxChannels to at most 19.");
        else Add("topics.room", FindingSeverity.Ok, $"{topics} topics are wanted; {_options.MaxChannels} channels hold {room}.");
    }

    private async Task ExamineMetricsAsync(IReadOnlyList<ListedQueue> queues, CancellationToken cancellationToken)
    {
        if (queues.Count == 0) return;
        var one = new QueueTable().Add(queues[0].Id, queues[0].Name, queues[0].DivisionId);
        var failure = await _queues.ReconcileAsync([one], Urgency.High, cancellationToken);
        if (failure is null) Add("metrics", FindingSeverity.Ok, "Queues can be asked how they are.");
        else Add("metrics", FindingSeverity.Error, $"Queues cannot be asked how they are: {failure}", failure.Kind == ApiFailureKind.Permission
            ? "Give the client's role analytics:queueObservation:view, in every division that is watched." : null);
    }

    private void ExamineClock()
    {
        var ahead = _api.Platform.Ahead;
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The platform's clock is {ahead / 1000.0:0.0} s ahead of this machine's.");
        if (Math.Abs(ahead) > _options.ClockLimit.TotalMilliseconds) Add("clock", FindingSeverity.Error, text, "Set this machine's clock, by a time server; until then no instant is believed.");
        else if (Math.Abs(ahead) > _options.ClockWarning.TotalMilliseconds) Add("clock", FindingSeverity.Warning, text + " Instants are corrected by it.", "Set this machine's clock, by a time server.");
        else Add("clock", FindingSeverity.Ok, "Both clocks show the same, within two seconds.");
    }

    private void ExamineBudget(int listed, int followed)
    {
        var (used, allowed) = _api.Budget.State;
        var needed = Math.Ceiling((double)followed / _options.QueuesPerQuery) / _options.ReconcileInterval.TotalMinutes
            + Math.Ceiling(listed / 100.0) / _options.RelistInterval.TotalMinutes;
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{used} of {allowed} requests of this minute are used, {Math.Max(0, allowed - used)} are left; Redline needs about {needed:0} a minute.");
        if (needed > allowed * 0.8) Add("budget", FindingSeverity.Error, text, "Raise connector.reconcileIntervalSeconds and relistIntervalSeconds, narrow the streams, or ask Genesys for more.");
        else if (used > allowed * 0.8) Add("budget", FindingSeverity.Warning, text, "Something else uses this client's requests: give Redline an OAuth client of its own.");
        else Add("budget", FindingSeverity.Ok, text);
    }

    private void Add(string check, FindingSeverity severity, string message, string? remedy = null) => _findings.Add(new(check, severity, message, remedy));

    private static string OrganizationOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("organization", out var organization) && organization.TryGetProperty("name", out var name)
                ? name.ToString() : "an organization without a name";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "an organization that cannot be read";
        }
    }

    /// <summary>An examination tells nobody what the queues are like.</summary>
    private sealed class Nobody : IGenesysListener
    {
        public Observation RentObservation() => new();

        public ValueTask ObservedAsync(Observation[] observations) => default;

        public ValueTask HeartbeatAsync() => default;

        public ValueTask<bool> ConditionChangedAsync(SourceCondition? condition) => new(true);

        public ValueTask<bool> QueuesGoneAsync(IReadOnlyList<string> queueIds) => new(true);

        public ValueTask UsersChangedAsync(IReadOnlyList<UserActivity> users) => default;
    }
}
