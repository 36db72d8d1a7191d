using Redline.Simulator.Agenda;
using Redline.Simulator.Centre;
using Redline.Simulator.Channels;
using Redline.Simulator.Http;
using Redline.Simulator.Limits;
using Redline.Simulator.Observations;
using Redline.Simulator.Replay;
using Redline.Simulator.Routing;
using Redline.Simulator.Tokens;
using Redline.Simulator.Topics;

namespace Redline.Simulator;

/// <summary>
/// The Genesys Cloud endpoints Redline uses, in front of a simulated contact centre, without a host: requests, sockets
/// and time are handed in, answers and frames come out. Limits, lifetimes and heartbeats run in simulated time, which
/// goes on whenever anything is asked and whenever <see cref="Advance"/> is called. Any thread; one at a time gets in.
/// </summary>
public sealed class EmulatedPlatform
{
    private readonly Lock _gate = new();
    private readonly SimulatedClock _clock;
    private readonly SimulationAgenda _agenda = new();
    private readonly List<ICentreCourse> _courses = [];
    private readonly RouteTable _routes = new();
    private readonly PlatformAnswering _answering;
    private readonly TokenStore _tokens;
    private readonly ChannelSockets _sockets;
    private long _nextDue = long.MaxValue;

    /// <summary>A platform at the clock's instant; what the plan has before it has happened.</summary>
    /// <exception cref="ArgumentException">The options are wrong; all problems are named.</exception>
    public EmulatedPlatform(EmulatedPlatformOptions options, SimulatedClock clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        var errors = options.Validate();
        if (errors.Count > 0) throw new ArgumentException(string.Join(' ', errors), nameof(options));
        _clock = clock;

        var now = clock.NowMilliseconds;
        Centre = new(options.Organization);
        if (options.Plan is { } plan) _courses.Add(new CallCourse(plan, Centre, now));
        if (options.LoadQueues > 0) _courses.Add(new LoadCourse(Centre, options.LoadQueues, TimeSpan.FromSeconds(1), now));
        foreach (var user in options.Organization.Users) Centre.AddUser(user);
        AdvanceTo(now);

        var sources = new TopicSources(Centre);
        var board = new TopicBoard(_agenda, sources.For);
        sources.Listen(board);
        _tokens = new(options.Organization);
        var register = new ChannelRegister(_agenda, board, _tokens, new(_tokens, Centre));
        _tokens.Revoked = register.TokenRevoked;
        _sockets = new(_agenda, register);
        _answering = new(_routes, _tokens, new RateLimits(options.RatePerMinute));

        new LoginEndpoints(_tokens, Centre).Map(_routes);
        new TokenEndpoints(_tokens, Centre).Map(_routes);
        new ChannelEndpoints(register).Map(_routes);
        TopicEndpoints.Map(_routes);
        ObservationEndpoints.Map(_routes, Centre);
        new QueueEndpoints(Centre).Map(_routes);
    }

    /// <summary>Time has something to do earlier than was said: whoever waits should ask for <see cref="NextDue"/> again.</summary>
    public event Action? DueEarlier;

    /// <summary>The next simulated instant at which something happens; the end of time when nothing does.</summary>
    public long NextDue
    {
        get
        {
            lock (_gate) return _nextDue = Math.Min(_agenda.NextDue, NextOfCourses);
        }
    }

    internal ContactCentre Centre { get; }

    private long NextOfCourses => _courses.Count == 0 ? long.MaxValue : _courses.Min(c => c.NextInstant);

    /// <summary>Lets happen what is due by now, instant after instant.</summary>
    public void Advance() => Inside(_ => true);

    /// <summary>Answers a request.</summary>
    public EmulatedAnswer Handle(EmulatedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Inside(now => _answering.Answer(request, now));
    }

    /// <summary>Whether a socket may connect to a path; if not, the handshake is answered with 401.</summary>
    public bool MayConnect(string path) => Inside(_ => _sockets.MayConnect(path));

    /// <summary>Connects a socket to the channel of its path; null: the handshake is to be refused with 401.</summary>
    /// <param name="path">The path that was asked for.</param>
    /// <param name="socket">The host's end; it is sent to before this returns.</param>
    public EmulatedConnection? Connect(string path, IEmulatedSocket socket) => Inside(_ =>
        _sockets.Connect(path, socket) is { } session ? new EmulatedConnection(this, _sockets, session) : null);

    internal T Inside<T>(Func<long, T> what)
    {
        T result;
        bool isEarlier;
        lock (_gate)
        {
            var now = _clock.NowMilliseconds;
            AdvanceTo(now);
            result = what(_agenda.Now);

            // What was put down for now has happened before anybody sees the answer.
            _agenda.LiveThrough(_agenda.Now);
            isEarlier = Math.Min(_agenda.NextDue, NextOfCourses) < _nextDue;
        }

        if (isEarlier) DueEarlier?.Invoke();
        return result;
    }

    private void AdvanceTo(long now)
    {
        while (true)
        {
            var next = Math.Min(_agenda.NextDue, NextOfCourses);
            if (next > now) break;
            _agenda.Reach(next);
            foreach (var course in _courses)
            {
                while (course.NextInstant <= next) course.Step(Centre);
            }

            _agenda.LiveThrough(next);
        }

        _agenda.Reach(now);
    }
}
