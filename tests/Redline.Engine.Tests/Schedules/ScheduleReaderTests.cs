using System.Text.RegularExpressions;
using Redline.Engine.Schedules;
using Redline.TestKit.Scenarios;

namespace Redline.Engine.Tests.Schedules;

public sealed partial class ScheduleReaderTests
{
    private const string Window = """{"from":"08:00","to":"18:00"}""";

    public static TheoryData<string, string, string> Mistakes() => new()
    {
        { "schedule.type", "$", "[]" },
        { "schedule.property.unknown", "$.zone", Body("\"zone\":1") },
        { "schedule.property.unknown", "$.windows[0].day", Windows("""{"from":"08:00","to":"18:00","day":1}""") },
        { "field.missing", "$.timeZone", $$"""{"windows":[{{Window}}]}""" },
        { "field.missing", "$.windows", """{"timeZone":"UTC"}""" },
        { "schedule.timeZone.unknown", "$.timeZone", $$"""{"timeZone":"Europe/Waraw","windows":[{{Window}}]}""" },
        { "schedule.list", "$.windows", Windows("") },
        { "schedule.list", "$.exceptions", Body("\"exceptions\":7") },
        { "schedule.window", "$.windows[0]", Windows("5") },
        { "schedule.days", "$.windows[0].days", Windows("""{"days":["Monday"],"from":"08:00","to":"18:00"}""") },
        { "schedule.days", "$.windows[0].days", Windows("""{"days":[],"from":"08:00","to":"18:00"}""") },
        { "field.missing", "$.windows[0].to", Windows("""{"from":"08:00"}""") },
        { "schedule.time", "$.windows[0].from", Windows("""{"from":"8:00","to":"18:00"}""") },
        { "schedule.time", "$.windows[0].to", Windows("""{"from":"08:00","to":"24:01"}""") },
        { "schedule.hours", "$.windows[0]", Windows("""{"from":"08:00","to":"08:00"}""") },
        { "schedule.hours", "$.windows[0]", Windows("""{"from":"24:00","to":"08:00"}""") },
        { "schedule.date", "$.exceptions[0].date", Body("\"exceptions\":[{\"date\":\"2026-02-30\",\"closed\":true}]") },
        { "schedule.exception", "$.exceptions[0]", Body("\"exceptions\":[{\"date\":\"2026-02-03\"}]") },
        { "schedule.exception", "$.exceptions[0]", Body("\"exceptions\":[{\"date\":\"2026-02-03\",\"closed\":true,\"open\":true}]") },
        { "schedule.exception.twice", "$.exceptions", Body("\"exceptions\":[{\"date\":\"2026-02-03\",\"closed\":true},{\"date\":\"2026-02-03\",\"open\":true}]") },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_WhenThereIsAMistake_NamesItsCodePlaceAndRemedy(string code, string path, string json)
    {
        var (schedule, errors) = SomeSchedule.TryRead(json);
        Assert.Null(schedule);
        var error = Assert.Single(errors);
        Assert.Equal((code, path), (error.Code, error.Path));
        Assert.True(error.Message.Length > 9 && error.Message[^1] == '.', error.Message);
    }

    [Fact]
    public void Read_WhenEveryCodeOfTheSourceIsCounted_HasACaseAbove()
    {
        var files = Directory.EnumerateFiles(RepositoryFiles.Folder("src", "Redline.Engine", "Schedules"), "*.cs");
        var codes = files.SelectMany(f => CodePattern().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        Assert.Equal([], codes.Distinct().Except(Mistakes().Select(row => row.Data.Item1)).Order());
    }

    [Fact]
    public void Write_WhenReadBack_IsTheSameSchedule() => Law.Holds(SomeSchedule.Any, schedule =>
    {
        var json = SomeSchedule.Write(schedule);
        Assert.Equal(schedule, SomeSchedule.Read(json));
        Assert.Equal(json, SomeSchedule.Write(SomeSchedule.Read(json)));
    });

    [Fact]
    public void Read_WhenMidnightIsWrittenAsItsEnd_IsTheEndOfTheDay() =>
        Assert.Equal(new ScheduleHours(480, 1_440), SomeSchedule.Read(Windows("""{"from":"08:00","to":"00:00"}""")).Windows[0].Hours);

    [Theory]
    [InlineData("""{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY"],"from":"08:00","to":"18:00"}""", "", "Monday to Friday 08:00 to 18:00 (UTC)")]
    [InlineData("""{"days":["SATURDAY","SUNDAY","MONDAY"],"from":"22:00","to":"06:00"}""", "", "Saturday to Monday 22:00 to 06:00 (UTC)")]
    [InlineData("""{"from":"00:00","to":"24:00"}""", """,{"date":"2026-12-25","closed":true}""", "every day (UTC), otherwise on 2026-12-25")]
    [InlineData("""{"days":["TUESDAY","SATURDAY","SUNDAY"],"from":"09:30","to":"24:00"}""", """,{"date":"2026-12-25","closed":true},{"date":"2026-12-24","open":[{"from":"08:00","to":"12:00"}]}""", "Tuesday, Saturday and Sunday 09:30 to 24:00 (UTC), otherwise on 2 days")]
    public void Words_WhenAScheduleIsGiven_SayWhen(string window, string exceptions, string words) =>
        Assert.Equal(words, ScheduleWords.Of(SomeSchedule.Read($$"""{"timeZone":"UTC","windows":[{{window}}],"exceptions":[{{exceptions.TrimStart(',')}}]}""")));

    private static string Body(string more) => $$"""{"timeZone":"UTC","windows":[{{Window}}],{{more}}}""";

    private static string Windows(string list) => $$"""{"timeZone":"UTC","windows":[{{list}}]}""";

    [GeneratedRegex("\"(schedule\\.[a-zA-Z.]+)\"")]
    private static partial Regex CodePattern();
}
