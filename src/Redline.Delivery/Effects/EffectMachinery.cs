namespace Redline.Delivery.Effects;

/// <summary>What all effects are carried out with. Any thread.</summary>
/// <param name="Options">How effects are carried out.</param>
/// <param name="Rules">Where requests may go.</param>
/// <param name="Reach">What effects reach.</param>
/// <param name="Http">Makes requests to hosts outside.</param>
/// <param name="Lanes">The hosts that are called.</param>
/// <param name="Meter">Counts calls.</param>
/// <param name="Time">Wall time.</param>
/// <param name="Stopping">The server stops.</param>
internal sealed record EffectMachinery(
    EffectOptions Options, EgressRules Rules, EffectReach Reach, IEffectTarget Http, HostLanes Lanes, EffectMeter Meter, TimeProvider Time,
    CancellationToken Stopping)
{
    /// <summary>What a call that was broken off says of its host: that it was too slow, unless it is we who stop.</summary>
    public CallVerdict VerdictOfBreakingOff => Stopping.IsCancellationRequested ? CallVerdict.None : CallVerdict.Bad;
}
