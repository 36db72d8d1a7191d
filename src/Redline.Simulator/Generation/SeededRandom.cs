using System.Numerics;

namespace Redline.Simulator.Generation;

/// <summary>
/// xoshiro256**, seeded by SplitMix64: the same numbers from the same seed on every runtime, which the runtime's own
/// generator does not promise. Not for several threads, not for secrets.
/// </summary>
internal sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>A stream of its own for each seed, day and stream number.</summary>
    internal SeededRandom(ulong seed, int day, int stream)
    {
        var state = Mix(Mix(seed) + (ulong)(uint)day) + (ulong)(uint)stream;
        _s0 = Mix(state += GoldenGamma);
        _s1 = Mix(state += GoldenGamma);
        _s2 = Mix(state += GoldenGamma);
        _s3 = Mix(state + GoldenGamma);
    }

    /// <summary>Exponential with the given mean; 0 and more.</summary>
    internal double NextExponential(double mean) => -mean * Math.Log(NextUnit());

    /// <summary>
    /// Lognormal with the given mean, the logarithm's standard deviation being <paramref name="spread"/>.
    /// </summary>
    internal double NextLogNormal(double mean, double spread)
    {
        // Box and Muller, one of the pair: the second is not kept so that each call draws the same number of times.
        var normal = Math.Sqrt(-2 * Math.Log(NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());
        return mean * Math.Exp((spread * normal) - (spread * spread / 2));
    }

    internal ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    // In (0, 1]: a logarithm is taken of it.
    internal double NextUnit() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
