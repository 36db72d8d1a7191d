using Redline.Server.Registrations;

namespace Redline.Server.Tests.Registrations;

/// <summary>The life of a registration on a clock of the test's, over a real journal.</summary>
public sealed class RegistrationStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task State_WhenTimePasses_GoesToItsEnd()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var id = await rig.IdOfAsync("ana", "d");
        var began = rig.Time.GetUtcNow();

        Assert.Equal(RegistrationState.Active, At(3300 - 0.001)!.State);
        Assert.Equal(RegistrationState.Expiring, At(3300)!.State);
        Assert.Equal((RegistrationState.Expiring, 1), (At(3720 - 0.001)!.State, rig.Store.LivePersons));
        Assert.Equal((RegistrationState.Expired, 0), (At(3720)!.State, rig.Store.LivePersons));
        Assert.Equal(RegistrationState.Expired, At(3720 + 3600 - 0.001)!.State);
        Assert.Null(At(3720 + 3600));
        Assert.Empty(rig.Store.OfPerson("ana"));

        Registration? At(double seconds)
        {
            rig.Time.Advance(began + TimeSpan.FromSeconds(seconds) - rig.Time.GetUtcNow());
            return rig.Store.Find(id);
        }
    }

    [Fact]
    public async Task Sweep_WhenTimeHasPassed_NamesEachStepOnce()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var id = await rig.IdOfAsync("ana", "d");
        Assert.Empty(Sweep(rig, 3299));
        Assert.Equal([(id, RegistrationState.Expiring)], Sweep(rig, 1));
        Assert.Empty(Sweep(rig, 1));
        Assert.Equal([(id, RegistrationState.Expired)], Sweep(rig, 419));
        Assert.Empty(Sweep(rig, 4000));
    }

    [Fact]
    public async Task Sweep_WhenRenewedMeanwhile_SaysNothing()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var id = await rig.IdOfAsync("ana", "d");
        Assert.Empty(Sweep(rig, 3299));
        rig.Time.Advance(TimeSpan.FromSeconds(100));

        var renewed = await rig.Store.RenewAsync(id, Cancel);

        Assert.Equal((RegistrationState.Active, rig.Time.GetUtcNow()), (renewed!.State, renewed.RenewedAt));
        Assert.Empty(Sweep(rig, 1));
    }

    [Fact]
    public async Task Changed_WhenRenewedOrRevoked_IsRaisedAfterTheCommit()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var heard = new List<(string, RegistrationState, RegistrationState)>();
        rig.Store.Changed += r => heard.Add((r.Id, r.State, rig.Store.Find(r.Id)!.State));

        var id = await rig.IdOfAsync("ana", "d");
        Assert.Empty(heard);
        await rig.AddAsync("ana", "d");
        await rig.Store.RenewAsync(id, Cancel);
        await rig.Store.RevokeAsync(id, RegistrationRig.Actor, Cancel);
        await rig.Store.RevokeAsync(id, RegistrationRig.Actor, Cancel);

        const RegistrationState active = RegistrationState.Active, revoked = RegistrationState.Revoked;
        Assert.Equal([(id, active, active), (id, active, active), (id, revoked, revoked)], heard);
        Assert.Null(await rig.Store.RenewAsync(id, Cancel));
        Assert.Null(await rig.Store.RenewAsync("nothing", Cancel));
    }

    [Fact]
    public async Task Add_WhenExpiredOnesStandInTheWay_DoesNotCountThem()
    {
        await using var rig = await RegistrationRig.OpenAsync(new() { MaxPerPerson = 2, MaxPerOrganization = 3 });
        var first = await rig.IdOfAsync("ana", "d1");
        await rig.IdOfAsync("ana", "d2");
        Assert.Equal(RegistrationRefusal.PersonLimit, (await rig.AddAsync("ana", "d3")).Refusal);
        await rig.IdOfAsync("ben", "d1");
        Assert.Equal(RegistrationRefusal.OrganizationLimit, (await rig.AddAsync("eva", "d1")).Refusal);
        rig.Time.Advance(TimeSpan.FromSeconds(3720));

        Assert.True((await rig.AddAsync("eva", "d1")).IsNew);
        Assert.True((await rig.AddAsync("ana", "d3")).IsNew);
        var renewed = await rig.AddAsync("ana", "d1");

        Assert.Equal((first, false, RegistrationState.Active), (renewed.Registration!.Id, renewed.IsNew, renewed.Registration.State));
        Assert.Equal(RegistrationRefusal.PersonLimit, (await rig.AddAsync("ana", "d2")).Refusal);
    }

    [Fact]
    public async Task Add_WhenSomebodyRegistersAndRevokesWithoutEnd_KeepsOnlySoMany()
    {
        await using var rig = await RegistrationRig.OpenAsync(new() { MaxPerPerson = 3 });
        for (var i = 0; i < 20; i++) await rig.Store.RevokeAsync(await rig.IdOfAsync("ana", "d" + i), RegistrationRig.Actor, Cancel);

        Assert.InRange(rig.Store.OfPerson("ana").Count, 1, 4);
        Assert.InRange(await rig.Journal.CountRecordsAsync("test", "registrations", Cancel), 1, 4);
    }

    [Fact]
    public async Task Records_WhenOverForLong_AreRemovedByALaterChange()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        await rig.IdOfAsync("ana", "d");
        rig.Time.Advance(TimeSpan.FromSeconds(3720 + 3600));

        await rig.IdOfAsync("ben", "d");

        Assert.Equal(1, await rig.Journal.CountRecordsAsync("test", "registrations", Cancel));
    }

    [Fact]
    public async Task Restart_WhenRead_KnowsEveryRegistrationAsItWas()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var standing = await rig.IdOfAsync("ana", "d1");
        var revoked = await rig.IdOfAsync("ben", "d1");
        await rig.Store.RevokeAsync(revoked, RegistrationRig.Actor, Cancel);
        var before = rig.Store.All();

        await rig.ReopenAsync();

        Assert.Equal(before, rig.Store.All());
        Assert.Equal((standing, RegistrationState.Revoked), (rig.Store.OfPerson("ana").Single().Id, rig.Store.Find(revoked)!.State));
        Assert.Equal(["ana"], rig.Store.RegisteredPersons());
    }

    [Fact]
    public async Task Person_WhenGone_MakesTheirRegistrationsVoid()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var id = await rig.IdOfAsync("ana", "d");
        rig.People.RemoveAll(p => p.Id == "ana");

        Assert.Null(rig.Store.Find(id));
        Assert.Empty(rig.Store.OfPerson("ana"));
        Assert.Equal(0, rig.Store.LivePersons);
        Assert.Null(await rig.Store.RenewAsync(id, Cancel));
        Assert.Equal([(id, RegistrationState.Revoked)], Sweep(rig, 60));
        Assert.Empty(Sweep(rig, 1));
        await rig.IdOfAsync("ben", "d");
        Assert.Equal(1, await rig.Journal.CountRecordsAsync("test", "registrations", Cancel));
    }

    [Fact]
    public async Task Add_WhenManyDevicesComeAtOnce_LosesNone()
    {
        await using var rig = await RegistrationRig.OpenAsync(new() { MaxPerPerson = 50 });
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => rig.AddAsync("ana", "d" + i)));

        Assert.Equal(50, rig.Store.OfPerson("ana").Count);
    }

    [Fact]
    public void Options_WhenWrong_NameEverything()
    {
        var wrong = new RegistrationOptions
        {
            Life = TimeSpan.FromSeconds(59),
            Grace = TimeSpan.FromHours(2),
            ExpiryNotice = TimeSpan.FromHours(2),
            KeptAfterEnd = TimeSpan.Zero,
            MaxPerPerson = 0,
            MaxPerOrganization = 0,
            Devices = new() { Additional = ["kiosk", "BROWSER"] },
        };

        Assert.Empty(new RegistrationOptions().Validate());
        Assert.Equal(8, wrong.Validate().Count);
    }

    private static IEnumerable<(string, RegistrationState)> Sweep(RegistrationRig rig, double secondsLater)
    {
        rig.Time.Advance(TimeSpan.FromSeconds(secondsLater));
        return rig.Store.Sweep(rig.Time.GetUtcNow()).Select(r => (r.Id, r.State));
    }
}
