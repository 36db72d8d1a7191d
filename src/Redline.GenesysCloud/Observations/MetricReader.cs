using System.Text.Json;

namespace Redline.GenesysCloud.Observations;

/// <summary>
/// Reads one metric, <c>{"metric":...,"qualifier":...,"stats":{...}}</c> or with <c>count</c> and
/// <c>calculatedMetricValue</c> beside its name, into a reading. The platform's <c>oAlerting</c> means ringing and
/// leaves that name here. Metrics it does not know are passed over: the platform adds to its list.
/// </summary>
internal static class MetricReader
{
    private enum Kind
    {
        Unread,
        Unknown,
        Waiting,
        Ringing,
        Interacting,
        LongestWaiting,
        LongestInteracting,
        OnQueue,
        OffQueue,
        Joined,
        Offered,
        Abandoned,
        Wait,
        Handle,
        ServiceLevel,
    }

    /// <summary>Reads the list the reader stands before; anything else there is passed over.</summary>
    public static void ReadAll(ref Utf8JsonReader json, MetricReading into)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject) Read(ref json, into);
            else json.Skip();
        }
    }

    private static void Read(ref Utf8JsonReader json, MetricReading into)
    {
        var kind = Kind.Unread;
        var (qualifierStart, qualifierLength) = (0, 0);
        var stats = Stats.None;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            if (name.Length == 6 && name.SequenceEqual("metric"u8))
            {
                json.Read();
                kind = json.TokenType == JsonTokenType.String ? KindOf(json.ValueSpan) : Kind.Unknown;
                if (kind != Kind.Unknown) continue;
                Leave(ref json);
                return;
            }

            if (name.Length == 9 && name.SequenceEqual("qualifier"u8))
            {
                json.Read();
                if (json.TokenType == JsonTokenType.String) (qualifierStart, qualifierLength) = ((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
                else json.Skip();
            }
            else if (name.Length == 5 && name.SequenceEqual("stats"u8))
            {
                ReadStats(ref json, ref stats);
            }
            else
            {
                ReadStat(ref json, ref stats);
            }
        }

        Take(kind, qualifierStart, qualifierLength, stats, into);
    }

    // To the end of the object the reader is in, whatever is still in it.
    private static void Leave(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) json.Skip();
        var depth = json.CurrentDepth;
        while (json.CurrentDepth >= depth && json.Read())
        {
            // Nothing of it is wanted.
        }
    }

    private static void ReadStats(ref Utf8JsonReader json, ref Stats stats)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) ReadStat(ref json, ref stats);
    }

    private static void ReadStat(ref Utf8JsonReader json, ref Stats stats)
    {
        var name = json.ValueSpan;
        if (name.Length == 5 && name.SequenceEqual("count"u8)) stats.Count = Number(ref json);
        else if (name.SequenceEqual("sum"u8)) stats.Sum = Number(ref json);
        else if (name.SequenceEqual("ratio"u8)) stats.Ratio = Number(ref json);
        else if (name.SequenceEqual("denominator"u8)) stats.Denominator = Number(ref json);
        else if (name.SequenceEqual("calculatedMetricValue"u8)) stats.Calculated = Number(ref json);
        else
        {
            json.Read();
            json.Skip();
        }
    }

    // A number that is missing, not finite or below zero is none: nothing counted here can be negative.
    private static double Number(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number)
        {
            if (json.TryGetInt64(out var whole)) return whole >= 0 ? whole : double.NaN;
            return json.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0 ? number : double.NaN;
        }

        json.Skip();
        return double.NaN;
    }

    private static void Take(Kind kind, int qualifierStart, int qualifierLength, in Stats stats, MetricReading into)
    {
        switch (kind)
        {
            case Kind.Waiting: into.Waiting = stats.Count; break;
            case Kind.Ringing: into.Ringing = stats.Count; break;
            case Kind.Interacting: into.Interacting = stats.Count; break;
            case Kind.LongestWaiting: into.LongestWaiting = stats.Calculated; break;
            case Kind.LongestInteracting: into.LongestInteracting = stats.Calculated; break;
            case Kind.Joined: into.Joined = stats.Count; break;
            case Kind.Offered: into.Offered = stats.Count; break;
            case Kind.Abandoned: into.Abandoned = stats.Count; break;
            case Kind.Wait: (into.WaitCount, into.WaitSum) = (stats.Count, stats.Sum); break;
            case Kind.Handle: (into.HandleCount, into.HandleSum) = (stats.Count, stats.Sum); break;
            case Kind.ServiceLevel: (into.ServiceLevelRatio, into.ServiceLevelDenominator) = (stats.Ratio, stats.Denominator); break;
            case Kind.OnQueue or Kind.OffQueue when !double.IsNaN(stats.Count):
                into.AddAgents(kind == Kind.OnQueue, qualifierStart, qualifierLength, stats.Count);
                break;
        }
    }

    private static Kind KindOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when name.SequenceEqual("tWait"u8) => Kind.Wait,
        7 when name.SequenceEqual("tHandle"u8) => Kind.Handle,
        8 when name.SequenceEqual("oWaiting"u8) => Kind.Waiting,
        8 when name.SequenceEqual("nOffered"u8) => Kind.Offered,
        8 when name.SequenceEqual("tAbandon"u8) => Kind.Abandoned,
        9 when name.SequenceEqual("oAlerting"u8) => Kind.Ringing,
        12 when name.SequenceEqual("oInteracting"u8) => Kind.Interacting,
        12 when name.SequenceEqual("oActiveUsers"u8) => Kind.Joined,
        13 when name.SequenceEqual("oOnQueueUsers"u8) => Kind.OnQueue,
        13 when name.SequenceEqual("oServiceLevel"u8) => Kind.ServiceLevel,
        14 when name.SequenceEqual("oOffQueueUsers"u8) => Kind.OffQueue,
        15 when name.SequenceEqual("oLongestWaiting"u8) => Kind.LongestWaiting,
        19 when name.SequenceEqual("oLongestInteracting"u8) => Kind.LongestInteracting,
        _ => Kind.Unknown,
    };

    private struct Stats
    {
        public static readonly Stats None = new()
        {
            Count = double.NaN,
            Sum = double.NaN,
            Ratio = double.NaN,
            Denominator = double.NaN,
            Calculated = double.NaN,
        };

        public double Count;
        public double Sum;
        public double Ratio;
        public double Denominator;
        public double Calculated;
    }
}
