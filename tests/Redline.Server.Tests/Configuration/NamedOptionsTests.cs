using Redline.Server.Configuration;

namespace Redline.Server.Tests.Configuration;

/// <summary>Options that an operator names, such as profiles of devices: a map of records.</summary>
public sealed class NamedOptionsTests
{
    [Fact]
    public void Of_WhenARecordHasAMap_HasAStarForTheName() =>
        Assert.Equal(["things.profiles.*.size", "things.profiles.*.lifeSeconds"], Settings.Of(typeof(Things), "things").Select(s => s.Key));

    [Theory]
    [InlineData("things.profiles.KIOSK.size", true)]
    [InlineData("things.profiles.size", false)]
    [InlineData("things.profiles.KIOSK.sise", false)]
    [InlineData("things.profiles.KIOSK.size.x", false)]
    public void Matches_WhenANameIsGiven_TakesAnyName(string key, bool matches) =>
        Assert.Equal(matches, new Setting("things.profiles.*.size", typeof(int), IsSecret: false).Matches(key));

    [Fact]
    public void Bind_WhenNamesAreGiven_AddsThemAndKeepsTheOthers()
    {
        var mistakes = new List<ConfigurationMistake>();
        GivenValue[] given =
        [
            new("things.profiles.KIOSK.size", "a", "7"), new("things.profiles.BROWSER.lifeSeconds", "b", "30"), new("things.profiles.PHONE.size", "c", "x"),
        ];

        var things = (Things)new OptionsBinder(given.ToDictionary(g => g.Key), mistakes).Bind(new Things(), "things");

        Assert.Equal(["BROWSER", "KIOSK", "PHONE", "SERVICE"], things.Profiles.Keys.Order());
        Assert.Equal(new Profile { Size = 7 }, things.Profiles["KIOSK"]);
        Assert.Equal(new Profile { Size = 2, Life = TimeSpan.FromSeconds(30) }, things.Profiles["BROWSER"]);
        Assert.Equal(new Profile(), things.Profiles["SERVICE"]);
        Assert.Equal(["config.value"], mistakes.Select(m => m.Code));
        Assert.Equal(TimeSpan.FromSeconds(1), new Things().Profiles["BROWSER"].Life);
    }

    private sealed record Things
    {
        public IReadOnlyDictionary<string, Profile> Profiles { get; init; } =
            new Dictionary<string, Profile> { ["BROWSER"] = new() { Size = 2 }, ["SERVICE"] = new() };
    }

    private sealed record Profile
    {
        public int Size { get; init; } = 1;

        public TimeSpan Life { get; init; } = TimeSpan.FromSeconds(1);
    }
}
