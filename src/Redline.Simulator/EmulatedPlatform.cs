using Redline.Simulator.Agenda;
using Redline.Simulator.Centre;
using Redline.Simulator.Channels;
using Redline.Simulator.Faults;
using Redline.Simulator.Flows;
using Redline.Simulator.Http;
using Redline.Simulator.Observations;
using Redline.Simulator.Organizations;
using Redline.Simulator.Outbound;
using Redline.Simulator.People;
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
    private readonly FaultBoard _faults;
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
        _faults = new(_agenda, new(Centre, _sockets, _tokens), options.Seed);
        board.Delays = _faults.Delays;
        _answering = new(_routes, _tokens, new(options.RatePerMinute), _faults);
        foreach (var fault in options.Faults) _faults.Add(fault);

        MapPlatform(register);
        var (outbox, flows) = (new Outbox(), new FlowEndpoints(Centre));
        new AgentlessEndpoints(outbox).Map(_routes);
        flows.Map(_routes);
        new FaultEndpoints(_faults).Map(_routes);
        new SimulationEndpoints(_agenda, clock, Centre, register, _sockets, _tokens, board).Map(_routes, outbox, flows);
    }

    private void MapPlatform(ChannelRegister register)
    {
        var tokens = new TokenEndpoints(_tokens, Centre);
        new LoginEndpoints(_tokens, Centre).Map(_routes);
        tokens.Map(_routes);
        new OrganizationEndpoints(Centre).Map(_routes);
        new UserEndpoints(Centre, tokens).Map(_routes);
        new PresenceEndpoints(Centre).Map(_routes);
        new ChannelEndpoints(register).Map(_routes);
        TopicEndpoints.Map(_routes);
        ObservationEndpoints.Map(_routes, Centre);
        new QueueEndpoints(Centre).Map(_routes);
        new MemberEndpoints(Centre).Map(_routes);
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

    /// <summary>
    /// What the handshake of a socket is answered with: 101 if it may connect, 401 if there is no such channel, 503 during
    /// an outage, 0 if the connection is to be cut.
    /// </summary>
    public int StatusOfHandshake(string path) => Inside(_ =>
        _faults.Outage is { } outage ? outage.Refuses ? 0 : 503 : !_faults.RefusesHandshakes && _sockets.MayConnect(path) ? 101 : 401);

    /// <summary>Connects a socket to the channel of its path; null: the channel has just ended.</summary>
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
