using Redline.Engine.Queues;

namespace Redline.Engine.Tests.Queues;

public sealed class UnknownMetricTests
{
    private readonly AlertEngine _engine = new(new DurableState(), EngineLimits.Default);

    [Fact]
    public void Observe_WhenAMetricHasNoValueAnyMore_ForgetsIt_AndTakesTheNext()
    {
        Observe(1, o => o.Set(Metric.ServiceLevelPercent, 50));
        Assert.Equal(50, Value());
        Observe(2, o => o.SetUnknown(Metric.ServiceLevelPercent));
        Assert.Equal(double.NaN, Value());
        Observe(1, o => o.Set(Metric.ServiceLevelPercent, 40)); // older
        Assert.Equal(double.NaN, Value());
        Observe(3, o => o.Set(Metric.ServiceLevelPercent, 90));
        Assert.Equal(90, Value());
    }

    private double Value() => _engine.Queues.Single().Stored[(int)Metric.ServiceLevelPercent];

    private void Observe(long at, Action<Observation> say)
    {
        var observation = new Observation { SourceId = "s", QueueId = "q", MediaType = "voice", ObservedAt = new Instant(at) };
        say(observation);
        _engine.Observe(observation, new Instant(at));
    }
}
