using Redline.Engine;
using Redline.Server.Demo;
using Redline.Server.Simulation;
using Redline.Simulator.Calls;
using Redline.TestKit;

namespace Redline.Server.Tests.Demo;

public sealed class DemoSetupTests : IDisposable
{
    private readonly FakeTimeProvider _wall = new();
    private readonly DemoDirectory _directory = new();
    private readonly DemoOptions _options;

    public DemoSetupTests() =>
        _options = _directory.Options(("east", "08:00:00", "08:10:00"), ("west", "07:00:00", "07:00:59"));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Prepare_WhenTheDirectoryIsNew_BeginsTenMinutesBeforeTheFirstLongWait()
    {
        var setup = DemoSetup.Prepare(_options, _wall);

        Assert.False(setup.GoesOn);
        Assert.Equal(
            ("1999-03-01T07:51:00.000Z", 60), (new Instant(setup.Clock.NowMilliseconds).ToString(), setup.Clock.Speed));
        Assert.Equal(["ana AGENT", "sam SUPERVISOR"], setup.People.Select(p => $"{p.Person.Id} {p.Person.RoleWord}"));
        Assert.Equal(2, setup.People.Select(p => p.Code).Distinct().Count());
        Assert.All(setup.People, p => Assert.Matches("^[A-Za-z0-9_-]{43}$", p.Code));
    }

    [Fact]
    public void Prepare_WhenNobodyWaitsLong_BeginsTenMinutesBeforeTheFirstCall()
    {
        var setup = DemoSetup.Prepare(_directory.Options(("west", "07:00:00", "07:00:59")), _wall);

        Assert.Equal("1999-03-01T06:50:00.000Z", new Instant(setup.Clock.NowMilliseconds).ToString());
    }

    [Fact]
    public void Prepare_WhenTheSameIsAskedAgain_GoesOnWithTheSameClockAndCodes()
    {
        var before = DemoSetup.Prepare(_options, _wall);
        _wall.Advance(TimeSpan.FromMinutes(3));

        var after = DemoSetup.Prepare(_options, _wall);

        Assert.True(after.GoesOn);
        Assert.Equal(
            (before.Clock.AnchorWallMilliseconds, before.Clock.AnchorSimulatedMilliseconds, before.Clock.Speed),
            (after.Clock.AnchorWallMilliseconds, after.Clock.AnchorSimulatedMilliseconds, after.Clock.Speed));
        Assert.Equal("1999-03-01T10:51:00.000Z", new Instant(after.Clock.NowMilliseconds).ToString());
        Assert.Equal(before.People, after.People);
    }

    [Fact]
    public void Prepare_WhenGeneratedCallsGoOnAnotherDay_ShowsTheSameCalls()
    {
        var options = new DemoOptions { DataDirectory = _directory.Data };
        var before = DemoSetup.Prepare(options, _wall);
        _wall.Advance(TimeSpan.FromDays(2));

        var after = DemoSetup.Prepare(options, _wall);

        Assert.True(after.GoesOn);
        Assert.Equal(before.Calls.Timeline.Calls.Select(Line), after.Calls.Timeline.Calls.Select(Line));

        static string Line(CallRecord call) => $"{call with { Ringings = [] }} {string.Join(',', call.Ringings)}";
    }

    public static TheoryData<string> Others => ["speed", "day", "calls", "generated"];

    [Theory]
    [MemberData(nameof(Others))]
    public void Prepare_WhenAnotherDemoIsAskedFor_NamesTheRemedyAndChangesNothing(string what)
    {
        DemoSetup.Prepare(_options, _wall);
        var record = File.ReadAllText(_directory.Record);
        var other = what switch
        {
            "speed" => _options with { Speed = 61 },
            "day" => _options with { Day = new DateOnly(1999, 3, 1) },
            "calls" => _options with { CallFiles = [_directory.Calls("others.csv", ("east", "08:00:00", "08:10:00"))] },
            _ => _options with { CallFiles = [] },
        };

        var refused = Assert.Throws<SimulationException>(() => DemoSetup.Prepare(other, _wall));

        Assert.Equal("demo.other", refused.Code);
        Assert.All(
            (string[])["calls.csv", "speed 60", "--fresh", "--data"], part => Assert.Contains(part, refused.Message));
        Assert.Equal(record, File.ReadAllText(_directory.Record));
    }

    [Fact]
    public void Prepare_WhenFresh_BeginsAnewAndLeavesWhatIsNotItsOwn()
    {
        var before = DemoSetup.Prepare(_options, _wall);
        File.WriteAllText(Path.Combine(_directory.Data, "notes.txt"), "mine");
        File.WriteAllText(Path.Combine(_directory.Data, "redline.db"), "the journal");
        File.WriteAllText(Path.Combine(_directory.Data, "redline.db-wal"), "its log");
        _wall.Advance(TimeSpan.FromMinutes(3));

        var after = DemoSetup.Prepare(_options with { Fresh = true, Speed = 10 }, _wall);

        Assert.False(after.GoesOn);
        Assert.Equal(before.Clock.AnchorSimulatedMilliseconds, after.Clock.NowMilliseconds);
        Assert.Empty(before.People.Select(p => p.Code).Intersect(after.People.Select(p => p.Code)));
        Assert.True(File.Exists(Path.Combine(_directory.Data, "notes.txt")));
        Assert.False(File.Exists(Path.Combine(_directory.Data, "redline.db")));
        Assert.False(File.Exists(Path.Combine(_directory.Data, "redline.db-wal")));
    }

    [Fact]
    public void Prepare_WhenThereIsAJournalOfSomethingElse_LeavesItAlone()
    {
        Directory.CreateDirectory(_directory.Data);
        var journal = Path.Combine(_directory.Data, "redline.db");
        File.WriteAllText(journal, "not a demo's");

        foreach (var fresh in (bool[])[false, true])
        {
            var refused = Assert.Throws<SimulationException>(() => DemoSetup.Prepare(_options with { Fresh = fresh }, _wall));

            Assert.Equal("demo.journal.foreign", refused.Code);
            Assert.Contains("--data", refused.Message);
            Assert.Equal("not a demo's", File.ReadAllText(journal));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"format":2}""")]
    [InlineData("""{"format":9,"calls":"c","day":null,"speed":60,"anchorWall":0,"anchorSimulated":0,"people":[]}""")]
    [InlineData("""{"format":2,"calls":null,"day":null,"speed":60,"anchorWall":0,"anchorSimulated":0,"people":[]}""")]
    [InlineData("""{"format":2,"calls":"c","day":null,"speed":60,"anchorWall":0,"anchorSimulated":0,"people":null}""")]
    [InlineData("""{"format":2,"calls":"c","day":null,"speed":0,"anchorWall":0,"anchorSimulated":0,"people":[]}""")]
    [InlineData("""{"format":2,"calls":"c","day":null,"speed":60,"anchorWall":9e18,"anchorSimulated":0,"people":[]}""")]
    public void Prepare_WhenTheRecordCannotBeRead_SaysSoUntilFresh(string record)
    {
        Directory.CreateDirectory(_directory.Data);
        File.WriteAllText(_directory.Record, record);

        var refused = Assert.Throws<SimulationException>(() => DemoSetup.Prepare(_options, _wall));

        Assert.Equal("demo.record.unreadable", refused.Code);
        Assert.Contains("--fresh", refused.Message);
        Assert.Equal(record, File.ReadAllText(_directory.Record));
        Assert.False(DemoSetup.Prepare(_options with { Fresh = true }, _wall).GoesOn);
    }

    [Fact]
    public void Prepare_WhenTheDayHasNoCalls_KeepsTheDemoThatIsThere()
    {
        DemoSetup.Prepare(_options, _wall);
        var record = File.ReadAllText(_directory.Record);

        var refused = Assert.Throws<SimulationException>(
            () => DemoSetup.Prepare(_options with { Fresh = true, Day = new DateOnly(1999, 3, 2) }, _wall));

        Assert.Equal("calls.none", refused.Code);
        Assert.Contains("1999-03-02", refused.Message);
        Assert.Contains("--day", refused.Message);
        Assert.Equal(record, File.ReadAllText(_directory.Record));
    }

    [Fact]
    public void Prepare_WhenItBegins_WritesARecordOnlyItsOwnerCanRead()
    {
        DemoSetup.Prepare(_options, _wall);

        Assert.Equal([_directory.Record], Directory.GetFiles(_directory.Data, "demo*"));
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no file modes.");
        else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.Record));
    }
}
