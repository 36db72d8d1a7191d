using Redline.Delivery.Organizations;
using Redline.Engine.Audiences;
using Redline.Engine.Queues;
using Redline.Server.Identity;
using Redline.Server.Messages;
using Redline.Server.Tests.Registrations;

namespace Redline.Server.Tests.Messages;

/// <summary>Whom an audience means, of those who have a registered device.</summary>
public sealed class RegisteredReachTests
{
    [Theory]
    [InlineData("people", "ana", 1)]
    [InlineData("people", "ana,nobody,zoe", 1)]
    [InlineData("roles", "AGENT", 2)]
    [InlineData("roles", "ADMINISTRATOR", 0)]
    [InlineData("queues", "billing", 2)]
    [InlineData("queues", "north-line", 2)]
    [InlineData("queues", "unheard-of", 1)]
    [InlineData("queues", "billing,north-line", 3)]
    [InlineData("everyone", "", 3)]
    public async Task CountOf_ForEachPart_CountsThosePeopleOnce(string part, string names, int count)
    {
        await using var rig = await RegistrationRig.OpenAsync();
        rig.People.Clear();
        rig.People.AddRange([
            new("ana", "Ana", PersonRole.Agent) { Visible = new(["billing"], []) },
            new("ben", "Ben", PersonRole.Agent),
            new("sam", "Sam", PersonRole.Supervisor) { Visible = new([], ["north"]) },
            new("zoe", "Zoe", PersonRole.Administrator),
        ]);
        foreach (var person in (string[])["ana", "ben", "sam"]) await rig.AddAsync(person, "d");
        await rig.AddAsync("ben", "second device");
        var view = new CommittedView();
        view.OnQueues(new(1), [Heard("billing", "south"), Heard("north-line", "north")]);
        var list = names.Split(',', StringSplitOptions.RemoveEmptyEntries);

        var audience = new Audience(
            part == "people" ? list : [], part == "roles" ? list : [], part == "queues" ? list : [], part == "everyone");

        Assert.Equal(count, new RegisteredReach(rig, rig.Store, view).CountOf(audience));
    }

    private static QueueView Heard(string id, string division) => new(id, id, division, "voice", QueueSight.Live, 0, true, null);
}
