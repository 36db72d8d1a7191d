using System.Net;
using Redline.Delivery.Journal;
using Redline.Server.Identity;
using Redline.Server.Identity.People;
using Redline.TestKit;

namespace Redline.Server.Tests.Identity;

public sealed class PeopleFileTests
{
    [Fact]
    public void Parse_WhenFileIsRight_ReadsEverybody()
    {
        var (people, mistakes) = PeopleFile.Parse(IdentityServer.People);

        Assert.Empty(mistakes);
        Assert.Equal(["ana", "ben", "sam", "zoe"], people.Select(p => p.Id));
        Assert.Equal(("Ana Weber", PersonRole.Agent, "ana@example.com", "+4930123456"), (people[0].Name, people[0].Role, people[0].Email, people[0].Phone));
        Assert.Equal(["billing"], people[0].Visible.Queues);
    }

    [Fact]
    public void Parse_WhenMuchIsWrong_NamesAllOfItWithLines()
    {
        const string yaml = """
            people:
              - id: ana
                name: Ana
                role: KING
                colour: red
              - id: "b n"
                role: AGENT
                queues: billing
              - id: cy
                name: Cy
                role: INTEGRATION
                phone: 030 1234
              - just text
              - {id: dee, name: Dee, role: AGENT}
              - {id: dee, name: Dee, role: AGENT, email: nowhere}
              - {id: dee, name: Dee, role: AGENT}
            teams: []
            """;

        var (people, mistakes) = PeopleFile.Parse(yaml);

        Assert.Empty(people);
        Assert.Equal(
            [
                (4, "people.role"), (5, "people.key"), (6, "people.id"), (6, "people.required"), (8, "people.queues"),
                (11, "people.role"), (12, "people.phone"), (13, "people.person"), (15, "people.email"), (16, "people.id.twice"), (17, "people.key"),
            ],
            mistakes.Select(m => (m.Line, m.Code)).Order());
    }

    [Theory]
    [InlineData("people: [", "people.yaml")]
    [InlineData("", "people.root")]
    [InlineData("[]", "people.root")]
    [InlineData("people: none", "people.list")]
    [InlineData("people: &a []", "people.anchor")]
    [InlineData("people: [[[[[[[[[[[[]]]]]]]]]]]]", "people.depth")]
    public void Parse_WhenShapeIsWrong_SaysSo(string yaml, string code) => Assert.Contains(code, PeopleFile.Parse(yaml).Mistakes.Select(m => m.Code));

    [Fact]
    public void Parse_WhenNestedAHundredThousandDeep_IsRefused() =>
        Assert.NotEmpty(PeopleFile.Parse("people: " + new string('[', 100_000)).Mistakes);

    [Fact]
    public async Task OpenAsync_WhenFileIsWrong_ThrowsWithEveryMistake()
    {
        var directory = IdentityServer.NewDirectory();
        var file = Path.Combine(directory, "people.yaml");
        await File.WriteAllTextAsync(file, "people: [{id: a}]", TestContext.Current.CancellationToken);
        await using var journal = await SqliteJournal.OpenAsync(
            new SqliteJournalOptions { Path = Path.Combine(directory, "redline.db") }, TestContext.Current.CancellationToken);

        var thrown = await Assert.ThrowsAsync<PeopleFileException>(() => IdentityParts.OpenAsync(
            journal, "default", new IdentityOptions { PeopleFile = file }, new FakeTimeProvider(), TestContext.Current.CancellationToken));

        Assert.Equal(["people.required", "people.required"], thrown.Mistakes.Select(m => m.Code));
    }

    [Fact]
    public async Task Reload_WhenFileIsWrongOrMissing_ChangesNothing()
    {
        await using var server = await IdentityServer.StartAsync();
        var ana = await server.TokenOfAsync("ana");

        Assert.Equal(["people.list"], await server.ReloadAsync("people: none"));
        Assert.Equal(["people.administrator.none"], await server.ReloadAsync("people: []"));
        File.Delete(Path.Combine(server.Directory, "default.people.yaml"));
        Assert.Equal("people.file.unreadable", Assert.Single(await server.Parts.ReloadPeopleAsync(TestContext.Current.CancellationToken)).Code);

        Assert.Equal(HttpStatusCode.OK, (await server.AskAsync("GET", "/api/v2/people/ana", ana)).Status);
    }

    [Fact]
    public async Task Reload_WhenPersonIsGone_EndsTheirTokensCodesAndSignIns()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        var ana = await server.SignInAsAsync("ana", administrator);
        var code = (await server.AskAsync("POST", "/api/v2/people/ana/signincodes", administrator)).Text("code")!;

        Assert.Empty(await server.ReloadAsync("people: [{id: zoe, name: Zoe Adler, role: ADMINISTRATOR}]"));

        Assert.Null(await server.CallerOfAsync(ana.Text("access_token")!));
        Assert.Equal("invalid_grant", (await server.RefreshAsync(ana.Text("refresh_token")!)).Text("error"));
        Assert.Equal("invalid_grant", (await server.SignInAsync(code)).Text("error"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.AskAsync("GET", "/api/v2/people/ana", administrator)).Status);
    }

    [Fact]
    public async Task Get_WhenAskedByOthers_ShowsContactsToThemselvesAndAdministratorsOnly()
    {
        await using var server = await IdentityServer.StartAsync();
        var administrator = await server.AdministratorAsync();
        var ana = (await server.SignInAsAsync("ana", administrator)).Text("access_token");
        var ben = (await server.SignInAsAsync("ben", administrator)).Text("access_token");
        var sam = (await server.SignInAsAsync("sam", administrator)).Text("access_token");

        Assert.Equal("ana@example.com", (await server.AskAsync("GET", "/api/v2/people/ana", ana)).Text("email"));
        Assert.Equal("+4930123456", (await server.AskAsync("GET", "/api/v2/people/ana", administrator)).Text("phone"));
        var seen = await server.AskAsync("GET", "/api/v2/people/ana", sam);
        Assert.Equal(("Ana Weber", null, null), (seen.Text("name"), seen.Text("email"), seen.Text("phone")));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.AskAsync("GET", "/api/v2/people/ana", ben)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.AskAsync("GET", "/api/v2/people/nobody", ben)).Status);
    }

    [Theory]
    [InlineData("billing", null, true)]
    [InlineData("sales", "north", true)]
    [InlineData("sales", "south", false)]
    [InlineData("sales", null, false)]
    public void MaySeeQueue_WhenLimited_IsTrueForTheNamedQueuesAndDivisions(string queueId, string? divisionId, bool expected)
    {
        var person = new Person("ana", "Ana", PersonRole.Agent) { Visible = new(["billing"], ["north"]) };

        Assert.Equal(expected, person.MaySeeQueue(queueId, divisionId));
        Assert.Equal(expected, new Caller("o", "person:ana", person, new HashSet<string>()).MaySeeQueue(queueId, divisionId));
        Assert.True(new Person("ben", "Ben", PersonRole.Agent).MaySeeQueue(queueId, divisionId));
    }
}
