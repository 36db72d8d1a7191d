using System.Text.Json;
using System.Text.Json.Serialization;
using Redline.Server.Simulation;
using Redline.Simulator.Replay;

namespace Redline.Server.Demo;

/// <summary>A person of the demo and their sign-in code as it stands in their link: a demo prints its links again.</summary>
internal sealed record DemoPerson(string Id, string Code);

/// <summary>
/// What a demo keeps beside its journal so that the same command goes on where simulated time has got to: which calls
/// it shows, its clock (wall anchor, simulated anchor, speed), and the codes of its links.
/// </summary>
/// <param name="Format">The number of this form.</param>
/// <param name="Calls">Which calls: the names of the files, or the generator's day.</param>
/// <param name="Day">The day shown; null: all.</param>
/// <param name="Speed">Simulated seconds per second.</param>
/// <param name="AnchorWall">Milliseconds since the epoch.</param>
/// <param name="AnchorSimulated">Milliseconds since the epoch.</param>
/// <param name="People">The two people.</param>
internal sealed record DemoRecord(
    int Format, string Calls, DateOnly? Day, double Speed, long AnchorWall, long AnchorSimulated, IReadOnlyList<DemoPerson> People)
{
    private const int CurrentFormat = 2;
    private const string FileName = "demo.json";

    /// <summary>A record of a demo that begins now.</summary>
    public static DemoRecord Begin(string calls, DateOnly? day, double speed, long wall, long simulated, IReadOnlyList<DemoPerson> people) =>
        new(CurrentFormat, calls, day, speed, wall, simulated, people);

    /// <summary>Whether a demo has begun in a directory, readable or not.</summary>
    public static bool Exists(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>The record in a directory; null: no demo has begun there.</summary>
    /// <exception cref="SimulationException">There is one that this version cannot read.</exception>
    public static DemoRecord? Read(string directory)
    {
        if (!Exists(directory)) return null;
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(directory, FileName)), DemoJson.Default.DemoRecord) is { Format: CurrentFormat } record
                && record.Speed is >= 0.1 and <= SimulatedClock.MaximumSpeed)
                return record;
        }
        catch (JsonException)
        {
            // Said below: damaged or of another version comes to the same for who started it.
        }

        throw new SimulationException("demo.record.unreadable", $"{FileName} in the data directory cannot be read by this version; begin anew with --fresh.");
    }

    /// <summary>Writes the record whole or not at all, readable by its owner only: it holds the codes of the links.</summary>
    public void Write(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            JsonSerializer.Serialize(file, this, DemoJson.Default.DemoRecord);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DemoRecord))]
internal sealed partial class DemoJson : JsonSerializerContext;
