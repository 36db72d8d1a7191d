using System.Net;
using System.Text;
using Redline.Server.Registrations;

namespace Redline.Server.Tests.Registrations;

/// <summary>A program's signing secret: shown once, kept apart.</summary>
public sealed class SigningSecretTests
{
    private const string Program =
        """{"deviceType":"SERVICE","deviceId":"crm","channelId":"hook","endpointUrl":"https://crm.example/hook"}""";

    [Fact]
    public async Task Secret_WhenMade_IsShownOnceAndAgainOnlyWhenRotated()
    {
        await using var server = await ServedOrganization.StartAsync();
        var zoe = server.Administrator;

        var made = await server.AskAsync("POST", RegistrationAnswer.Path, zoe, Program);
        var renewed = await server.AskAsync("POST", RegistrationAnswer.Path, zoe, Program);
        var read = await server.AskAsync("GET", made.Text("selfUri")!, zoe);
        var rotated = await server.AskAsync("POST", RegistrationAnswer.Path, zoe, Program.Replace("}", ",\"rotateSecret\":true}", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Created, "https://crm.example/hook"), (made.Status, made.Text("endpointUrl")));
        Assert.Equal((HttpStatusCode.OK, null), (renewed.Status, renewed.Text("signingSecret")));
        Assert.Null(read.Text("signingSecret"));
        Assert.Equal((HttpStatusCode.OK, made.Text("id")), (rotated.Status, rotated.Text("id")));
        Assert.Equal(43, made.Text("signingSecret")!.Length);
        Assert.NotEqual(made.Text("signingSecret"), rotated.Text("signingSecret"));
        var audit = await server.AskAsync("GET", "/api/v2/audit", zoe);
        Assert.DoesNotContain(rotated.Text("signingSecret")!, audit.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_WhenKept_IsInACollectionOfItsOwnAndGoesWithTheRegistration()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var made = await rig.AddAsync("ana", "crm", program: true);
        var id = made.Registration!.Id;

        Assert.Equal(made.SigningSecret, rig.Store.SigningSecretOf(id));
        Assert.DoesNotContain(made.SigningSecret!, await RecordsAsync(rig, "registrations"), StringComparison.Ordinal);
        Assert.Contains(made.SigningSecret!, await RecordsAsync(rig, "registration-secrets"), StringComparison.Ordinal);
        Assert.DoesNotContain(made.SigningSecret!, $"{made} {new SigningSecret(made.SigningSecret!)}", StringComparison.Ordinal);
        await rig.ReopenAsync();
        Assert.Equal(made.SigningSecret, rig.Store.SigningSecretOf(id));

        await rig.Store.RevokeAsync(id, RegistrationRig.Actor, TestContext.Current.CancellationToken);

        Assert.Null(rig.Store.SigningSecretOf(id));
        Assert.Equal("", await RecordsAsync(rig, "registration-secrets"));
    }

    [Fact]
    public async Task Secret_WhenTheDeviceIsNoProgramAnyMore_Goes()
    {
        await using var rig = await RegistrationRig.OpenAsync();
        var made = await rig.AddAsync("ana", "crm", program: true);

        await rig.AddAsync("ana", "crm");

        Assert.Null(rig.Store.SigningSecretOf(made.Registration!.Id));
    }

    private static async Task<string> RecordsAsync(RegistrationRig rig, string collection)
    {
        var records = await rig.Journal.ListRecordsAsync("test", collection, descending: false, 0, 100, TestContext.Current.CancellationToken);
        return string.Join('\n', records.Select(r => Encoding.UTF8.GetString(r.Body.Span)));
    }
}
