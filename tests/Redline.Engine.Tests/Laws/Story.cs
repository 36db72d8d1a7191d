using FsCheck;
using FsCheck.Fluent;
using Redline.Engine.Silences;
using Redline.Engine.Sources;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Laws;

/// <summary>A generated course of events: what the laws of the engine are held against.</summary>
internal sealed class Story(IReadOnlyList<Step> steps)
{
    /// <summary>When every story begins.</summary>
    public static readonly Instant Beginning = ScenarioTime.Parse("10:00:00");

    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Any story: streams come, change and go, observations are on time, late, ahead and refused.</summary>
    public static Gen<Story> Any { get; } = Of(restarts: false);

    /// <summary>The same with restarts.</summary>
    public static Gen<Story> WithRestarts { get; } = Of(restarts: true);

    /// <summary>Smaller stories that may fail the same way: each with one stretch left out.</summary>
    public static IEnumerable<Story> Shrink(Story story)
    {
        for (var length = Math.Max(1, story.Steps.Count / 2); length > 0; length /= 2)
            for (var from = 0; from + length <= story.Steps.Count; from += length)
                yield return new Story([.. story.Steps.Take(from), .. story.Steps.Skip(from + length)]);
    }

    /// <summary>
    /// Runs the story: what stands between two waits is one pass. <paramref name="after"/> sees the engine after each,
    /// with the events of the pass.
    /// </summary>
    public void Run(Action<JournaledEngine, IReadOnlyList<EngineEvent>> after, EngineLimits? limits = null)
    {
        var engine = new JournaledEngine(limits);
        var now = Beginning;
        var together = new List<Step>();
        foreach (var step in Steps)
        {
            if (step is not (Laws.Wait or Restart))
            {
                together.Add(step);
                continue;
            }

            after(engine, RunPass(engine, now, together));
            together.Clear();
            if (step is Wait wait) now = now.Plus(wait.Milliseconds);
            if (step is not Restart restart) continue;
            if (restart.Keeps) engine.KeepCheckpoints();
            engine.Restart();
        }

        after(engine, RunPass(engine, now, together));
    }

    public override string ToString() => string.Join('\n', Steps);

    private static IReadOnlyList<EngineEvent> RunPass(JournaledEngine engine, Instant now, List<Step> steps) =>
        engine.Run(now, pass => steps.ForEach(step => Take(pass, step)));

    private static void Take(EnginePass pass, Step step)
    {
        switch (step)
        {
            case Observe observe:
                pass.Observe(observe.At(pass.Now));
                break;
            case Heartbeat:
                pass.ObserveHeartbeat("acd");
                break;
            case Report report:
                pass.Decide(new ReportSource("acd", report.Cause, report.Queue is { } queue ? [queue] : null));
                break;
            case Gone gone:
                pass.Decide(new ReportQueuesGone("acd", [gone.Queue]));
                break;
            case WarmingEnds:
                pass.EndWarming();
                break;
            case Define define:
                Ask(pass, new DefineStream(define.Definition));
                break;
            case Name name:
                Ask(pass, name.Input);
                break;
            case Delete delete:
                pass.Decide(new DeleteStream(delete.StreamId));
                break;
            case Acknowledge a:
                Ask(pass, new AcknowledgeAlert(a.Number, a.Person, a.Note, a.TakeOver));
                break;
            case Withdraw w:
                Ask(pass, new WithdrawAcknowledgement(w.Number, w.Person, w.OfOthers));
                break;
            case Silence silence:
                Ask(pass, new SetSilence(silence.Number, silence.Draft with { Until = pass.Now.Plus(silence.Draft.Until.Milliseconds) }, "person:sam"));
                break;
            case Unsilence end:
                Ask(pass, new EndSilence(end.Number, "person:kim"));
                break;
            case Send send:
                pass.Decide(send.Input);
                break;
        }
    }

    // What is refused changes nothing: the replay is compared after every pass.
    private static void Ask(EnginePass pass, EngineInput input)
    {
        try
        {
            pass.Decide(input);
        }
        catch (EngineRefusalException)
        {
        }
    }

    private static Gen<Story> Of(bool restarts)
    {
        var waits = Gen.Elements<long>(0, 1, 2, 250, 999, 1_000, 5_000, 10_000, 30_000, 61_000, 400_000)
            .Select(ms => (Step)new Wait(ms));
        var late = Gen.Frequency(
            (6, Gen.Constant(0L)), (3, Gen.Choose(1, 8_000).Select(i => (long)i)), (1, Gen.Elements<long>(-4_000, 61_000)));
        var observe =
            from queue in Gen.Elements("q1", "q1", "q2")
            from media in Gen.Elements("voice", "voice", "chat", null)
            from name in Gen.Elements(null, null, null, "VIP", "Billing")
            from lateness in late
            from waiting in Gen.Elements<int?>(null, 0, 1, 2, 3, 9)
            from age in Gen.Elements<long?>(null, 0, 1, 500, 999, 1_000, 4_000, 9_000, 29_999, 200_000)
            from none in Gen.Elements(false, false, false, true)
            from agents in Gen.Elements<int?>(null, null, 0, 1, 3)
            from ringing in Gen.Elements<int?>(null, null, null, 0, 1)
            from offered in Gen.Elements<int?>(null, null, null, 0, 2, 7)
            select (Step)new Observe(queue, media, name, lateness, waiting, age, none, agents, ringing, offered);
        var acknowledge =
            from number in Gen.Elements(1L, 1L, 2L, 3L)
            from person in Gen.Elements("sam", "kim")
            from gives in Gen.Elements(false, false, true)
            from note in Gen.Elements(null, "on it")
            from overrules in Gen.Elements(false, true)
            select gives ? (Step)new Withdraw(number, person, overrules) : new Acknowledge(number, person, note, overrules);
        var blind = Gen.OneOf(
            from cause in Gen.Elements<BlindCause?>(null, null, BlindCause.Token, BlindCause.Permission, BlindCause.Connection, BlindCause.Clock)
            from queue in Gen.Elements(null, "q1", "q2")
            select (Step)new Report(cause, queue),
            Gen.Elements<Step>(new Gone("q1"), new WarmingEnds(), new WarmingEnds()));
        var step = Gen.Frequency(
            (8, observe), (7, waits), (2, acknowledge), (1, blind), (1, Gen.Constant((Step)new Heartbeat())),
            (1, Gen.Elements<long>(1, 1_000, 10_000, 61_000).Select(ms => (Step)new Send(ms))),
            (1, SomeSilences.Any), (1, Gen.Elements(1L, 2L).Select(n => (Step)new Unsilence(n))),
            (1, SomeStreams.Any.Select(d => (Step)new Define(d))),
            (1, SomeReferences.Any.Select(i => (Step)new Name(i))),
            (restarts ? 1 : 0, Gen.Elements(true, true, false).Select(k => (Step)new Restart(k))));
        return
            from first in Gen.ListOf(SomeStreams.Any.Select(d => (Step)new Define(d)), 2)
            from steps in Gen.Choose(1, 60).SelectMany(n => Gen.ListOf(step, n))
            from delete in Gen.Frequency(
                (4, Gen.Constant<Step?>(null)),
                (1, Gen.Elements("s1", "s2").Select(s => (Step?)new Delete(s))))
            from more in Gen.Choose(0, 20).SelectMany(n => Gen.ListOf(step, n))
            select new Story([.. SomeReferences.First.Select(i => new Name(i)), .. first, .. steps, .. delete is null ? (Step[])[] : [delete], .. more]);
    }
}
