using System.Security.Cryptography;
using Redline.Delivery.Desktop;
using Redline.Server.Identity;
using Redline.Server.Registrations;

namespace Redline.Server.Desktop;

/// <summary>Who sits at a desktop, by which token. Immutable; the token is a secret.</summary>
internal sealed record DesktopCredentials(Caller Caller, string Token)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => Caller.SubjectId;
}

/// <summary>
/// One live desktop of one person. Whatever waits for it is in its <see cref="Outbox"/>; its <see cref="SendLine"/> has it
/// sent when there is something, one frame after the other. A desktop whose network takes nothing for too long is cut off.
/// Any thread.
/// </summary>
internal sealed class DesktopSession
{
    /// <summary>Why a session ended whose desktop closed by itself or broke off.</summary>
    public const string Gone = "gone";

    /// <summary>Why a session ended whose desktop said nothing for too long.</summary>
    public const string Silent = "silent";

    private const int LargeBatch = 256;

    private readonly IDesktopTransport _transport;
    private readonly DesktopOptions _options;
    private readonly TimeProvider _wall;
    private readonly Action<DesktopSession, OutgoingFrame> _sent;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DesktopCredentials _credentials;
    private readonly SendLine _line = SendLine.Next();
    private List<OutgoingFrame> _batch = [];
    private DesktopClosing? _closing;
    private string? _reason;
    private volatile bool _over;
    private int _requests;

    // How often something was offered that was not looked at yet; who makes it 1 sends. It begins as if somebody did.
    private int _signals = 1;

    public DesktopSession(
        IDesktopTransport transport, Caller caller, string token, Registration registration,
        Action<DesktopSession, OutgoingFrame> sent, DesktopOptions options, TimeProvider wall)
    {
        (_transport, _sent, _options, _wall) = (transport, sent, options, wall);
        (_credentials, Registration) = (new(caller, token), registration);
        (HeardAt, Since) = (wall.GetTimestamp(), wall.GetUtcNow());
    }

    /// <summary>Names the session for the one who holds it: whoever posts frames to it needs the person's token as well.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Who sits there, and the token it last gave.</summary>
    public DesktopCredentials Credentials => Volatile.Read(ref _credentials);

    /// <summary>Who sits there.</summary>
    public Caller Caller => Credentials.Caller;

    /// <summary>The registration it came with, as it stood then.</summary>
    public Registration Registration { get; }

    /// <summary>The id of that registration.</summary>
    public string RegistrationId => Registration.Id;

    /// <summary>Which way its frames go: SOCKET or STREAM.</summary>
    public string Transport => _transport.Kind;

    /// <summary>When it said hello, wall time.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>When it last said anything, wall time.</summary>
    public DateTimeOffset LastHeard => _wall.GetUtcNow() - _wall.GetElapsedTime(HeardAt);

    /// <summary>Why it ended, once it has: the code of its closing, <see cref="Silent"/> or <see cref="Gone"/>.</summary>
    public string EndReason => Volatile.Read(ref _reason) ?? Gone;

    /// <summary>What waits for it; only after <see cref="Start"/>.</summary>
    public DesktopOutbox Outbox { get; private set; } = null!;

    /// <summary>When it last said anything, as a timestamp of wall time.</summary>
    public long HeardAt { get; private set; }

    /// <summary>Completes when nothing is sent any more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The person's id.</summary>
    public string PersonId => Caller.Person!.Id;

    /// <summary>Begins to send.</summary>
    public void Start(DesktopOutbox outbox)
    {
        Outbox = outbox;
        _line.Add(this);
    }

    /// <summary>Something waits in the outbox, or the session is to end. Returns at once.</summary>
    public void Signal()
    {
        if (Interlocked.Increment(ref _signals) == 1) _line.Add(this);
    }

    /// <summary>Ends the session for a reason, after the frame that is being sent; the first reason counts.</summary>
    public void Close(DesktopClosing closing)
    {
        if (Interlocked.CompareExchange(ref _closing, closing, null) is not null) return;
        Explain(closing.Code);
        Signal();
    }

    /// <summary>Ends the session because the desktop went away; there is nobody to tell.</summary>
    public void End()
    {
        _over = true;
        Signal();
    }

    /// <summary>Ends the session and breaks off: the desktop says nothing, or was told to go and did not.</summary>
    /// <param name="reason">Why, unless it was closed for another reason before.</param>
    public void Abandon(string reason)
    {
        Explain(reason);
        End();
        _transport.Abort();
    }

    /// <summary>Sends a frame that is this desktop's alone.</summary>
    public void Answer(byte[] frame) => Outbox.Answer(frame);

    /// <summary>The desktop said something.</summary>
    public void Heard() => HeardAt = _wall.GetTimestamp();

    /// <summary>Takes a newer token of the same person.</summary>
    public void Renew(Caller caller, string token) => Volatile.Write(ref _credentials, new(caller, token));

    /// <summary>Takes what the token means by now, unless there is a newer token already.</summary>
    public void Refresh(DesktopCredentials seen, Caller caller) =>
        Interlocked.CompareExchange(ref _credentials, seen with { Caller = caller }, seen);

    /// <summary>Counts one more request that is being answered; false: there are too many.</summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _requests) <= _options.MaxRequests) return true;
        Done();
        return false;
    }

    /// <summary>A request has been answered.</summary>
    public void Done() => Interlocked.Decrement(ref _requests);

    /// <summary>Begins to send what waits; for its line only.</summary>
    public void Send() => _ = SendAsync();

    // One turn: what came meanwhile waits for the next, behind the others of the line.
    private async Task SendAsync()
    {
        var goesOn = false;
        try
        {
            if (_over) return;
            var seen = Volatile.Read(ref _signals);
            if (Outbox.IsOverfull) Close(DesktopClosing.SlowDesktop);
            if (_closing is { } closing)
            {
                _batch.Clear();
                if (closing != DesktopClosing.SlowDesktop) Outbox.TakeAnswers(_batch);
                await SendBatchAsync(isLast: true);
                await _transport.CloseAsync(closing);
                return;
            }

            Outbox.Take(_batch);
            await SendBatchAsync(isLast: false);
            goesOn = true;
            if (Interlocked.Add(ref _signals, -seen) != 0) _line.Add(this);
        }
        catch (Exception e)
        {
            if (e is TimeoutException) Explain(DesktopClosing.SlowDesktop.Code);
            _transport.Abort();
            if (!DesktopGone.Is(e)) throw;
        }
        finally
        {
            if (!goesOn) _ended.TrySetResult();
        }
    }

    private void Explain(string reason) => Interlocked.CompareExchange(ref _reason, reason, null);

    private async ValueTask SendBatchAsync(bool isLast)
    {
        for (var i = 0; i < _batch.Count && (isLast || _closing is null) && !_over; i++)
        {
            var sending = _transport.SendAsync(_batch[i].Bytes);
            if (sending.IsCompletedSuccessfully) sending.GetAwaiter().GetResult();
            else await sending.AsTask().WaitAsync(_options.SendTimeout, _wall);
            _sent(this, _batch[i]);
        }

        if (_batch.Capacity > LargeBatch) _batch = [];
        else _batch.Clear();
    }
}
