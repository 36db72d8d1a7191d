using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Redline.Server.Identity;

namespace Redline.Server.Tests.Identity;

/// <summary>
/// Who may call what. An endpoint that is not in this table fails the test: whoever adds one has to say which
/// permission it asks for, or why everybody may call it.
/// </summary>
public sealed class EndpointPermissionTests
{
    private static readonly Dictionary<string, string> Table = new()
    {
        ["GET /"] = "public on purpose: leads to the page",
        ["GET /desktop"] = "public on purpose: the page signs in by itself",
        ["GET /flows"] = "public on purpose: the page signs in by itself",
        ["GET /genesys"] = "public on purpose: the page signs in by itself",
        ["GET /docs/api"] = "public on purpose: describes every server alike",
        ["GET /docs/api/page.css"] = "public on purpose: describes every server alike",
        ["GET /docs/api/page.mjs"] = "public on purpose: describes every server alike",
        ["GET /telemetry"] = "public on purpose: the page signs in by itself",
        ["GET /telemetry/page.css"] = "public on purpose: the page signs in by itself",
        ["GET /telemetry/page.mjs"] = "public on purpose: the page signs in by itself",
        ["GET /api/v2/openapi.json"] = "public on purpose: describes every server alike",
        ["GET /health/live"] = "public on purpose: says nothing about the organization",
        ["GET /health/ready"] = "public on purpose: says nothing about the organization",
        ["POST /oauth/token"] = "public on purpose: the code is the credential",
        ["GET /api/v2/desktop"] = "token of the first frame",
        ["GET /api/v2/desktop/stream"] = Permissions.RegistrationAdd,
        ["POST /api/v2/desktop/sessions/{id}/frames"] = Permissions.RegistrationAdd,
        ["GET /api/v2/alerts"] = Permissions.AlertView,
        ["GET /api/v2/alerts/{id}"] = Permissions.AlertView,
        ["GET /api/v2/alerts/{id}/deliveries"] = Permissions.AlertView,
        ["POST /api/v2/alerts/{id}/acknowledgement"] = Permissions.AlertAcknowledge,
        ["DELETE /api/v2/alerts/{id}/acknowledgement"] = Permissions.AlertAcknowledge,
        ["POST /api/v2/eventstreams"] = Permissions.StreamEdit,
        ["GET /api/v2/eventstreams"] = Permissions.StreamView,
        ["POST /api/v2/eventstreams/validate"] = Permissions.StreamView,
        ["GET /api/v2/eventstreams/{id}"] = Permissions.StreamView,
        ["GET /api/v2/eventstreams/{id}/versions"] = Permissions.StreamView,
        ["PUT /api/v2/eventstreams/{id}"] = Permissions.StreamEdit,
        ["DELETE /api/v2/eventstreams/{id}"] = Permissions.StreamEdit,
        ["POST /api/v2/queuesets"] = Permissions.QueueSetEdit,
        ["GET /api/v2/queuesets"] = Permissions.QueueSetView,
        ["GET /api/v2/queuesets/{id}"] = Permissions.QueueSetView,
        ["GET /api/v2/queuesets/{id}/versions"] = Permissions.QueueSetView,
        ["GET /api/v2/queuesets/{id}/queues"] = Permissions.QueueSetView,
        ["PUT /api/v2/queuesets/{id}"] = Permissions.QueueSetEdit,
        ["DELETE /api/v2/queuesets/{id}"] = Permissions.QueueSetEdit,
        ["GET /api/v2/parameters"] = Permissions.ParameterView,
        ["GET /api/v2/parameters/{id}"] = Permissions.ParameterView,
        ["PUT /api/v2/parameters/{id}"] = Permissions.ParameterEdit,
        ["GET /api/v2/parameters/{id}/values"] = Permissions.ParameterView,
        ["PUT /api/v2/parameters/{id}/values"] = Permissions.ParameterEdit,
        ["DELETE /api/v2/parameters/{id}"] = Permissions.ParameterEdit,
        ["POST /api/v2/definitions/plan"] = Permissions.DefinitionPlan,
        ["POST /api/v2/definitions/apply"] = Permissions.DefinitionApply,
        ["POST /api/v2/escalations/create"] = Permissions.EscalationAdd,
        ["GET /api/v2/escalations"] = Permissions.EscalationView,
        ["GET /api/v2/escalations/{id}"] = Permissions.EscalationView,
        ["POST /api/v2/escalations/{id}/acknowledgement"] = Permissions.EscalationEdit,
        ["DELETE /api/v2/escalations/{id}/acknowledgement"] = Permissions.EscalationEdit,
        ["POST /api/v2/escalations/{id}/close"] = Permissions.EscalationEdit,
        ["POST /api/v2/silences"] = Permissions.SilenceEdit,
        ["GET /api/v2/silences"] = Permissions.SilenceView,
        ["GET /api/v2/silences/{id}"] = Permissions.SilenceView,
        ["PUT /api/v2/silences/{id}"] = Permissions.SilenceEdit,
        ["DELETE /api/v2/silences/{id}"] = Permissions.SilenceEdit,
        ["GET /api/v2/flows"] = Permissions.FlowView,
        ["POST /api/v2/flows/validate"] = Permissions.FlowView,
        ["GET /api/v2/flows/{name}"] = Permissions.FlowView,
        ["GET /api/v2/flows/{name}/versions"] = Permissions.FlowView,
        ["PUT /api/v2/flows/{name}"] = Permissions.FlowEdit,
        ["DELETE /api/v2/flows/{name}"] = Permissions.FlowEdit,
        ["POST /api/v2/flows/{name}/dryrun"] = Permissions.FlowView,
        ["POST /api/v2/flows/{name}/executions"] = Permissions.ExecutionAdd,
        ["GET /api/v2/flows/executions"] = Permissions.ExecutionView,
        ["GET /api/v2/flows/executions/counts"] = Permissions.ExecutionView,
        ["GET /api/v2/flows/executions/{id}"] = Permissions.ExecutionView,
        ["POST /api/v2/pushnotifications/messages"] = Permissions.MessageAdd,
        ["POST /api/v2/pushnotifications/registrations"] = Permissions.RegistrationAdd,
        ["GET /api/v2/pushnotifications/registrations"] = Permissions.RegistrationAdd,
        ["GET /api/v2/pushnotifications/registrations/{id}"] = Permissions.RegistrationAdd,
        ["DELETE /api/v2/pushnotifications/registrations/{id}"] = Permissions.RegistrationAdd,
        ["GET /api/v2/queues"] = Permissions.SupervisionView,
        ["GET /api/v2/queues/{id}/observations"] = Permissions.SupervisionView,
        ["GET /api/v2/alerts/{id}/explanation"] = Permissions.SupervisionView,
        ["GET /api/v2/explanations"] = Permissions.SupervisionView,
        ["GET /api/v2/sources"] = Permissions.SupervisionView,
        ["POST /api/v2/telemetry/client-events"] = Permissions.RegistrationAdd,
        ["GET /api/v2/telemetry/client-events"] = Permissions.SupervisionView,
        ["GET /api/v2/telemetry/desktops"] = Permissions.SupervisionView,
    };

    [Fact]
    public async Task Endpoints_WhenMapped_AreExactlyThoseOfTheTable()
    {
        await using var server = await RunningServer.StartAsync();

        var mapped = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().SelectMany(NamesOf);

        Assert.Equal(Table.Keys.Order(), mapped.Order());
    }

    [Fact]
    public async Task Desktop_WhenNoTokenIsGiven_TellsNothing()
    {
        await using var server = await RunningServer.StartAsync();
        await server.ReportAsync("sales", 1);
        await server.CommittedAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);

        await desktop.SendAsync("""{"type":"hello","protocol":1,"position":null}""");

        Assert.Equal(("frame.invalid", false), await desktop.ClosingAsync());
    }

    [Theory]
    [InlineData(null, 401, "authentication.required")]
    [InlineData("Bearer", 401, "bad.credentials")]
    [InlineData("Bearer garbage", 401, "bad.credentials")]
    [InlineData("Basic YW5hOmFuYQ==", 401, "bad.credentials")]
    public async Task GuardedEndpoints_WhenTheTokenIsMissingOrWrong_AreRefused(string? authorization, int status, string code)
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var endpoint in Guarded())
            Assert.Equal((status, code), await AskAsync(server, endpoint, authorization));
    }

    [Fact]
    public async Task GuardedEndpoints_WhenTheTokenIsOfSomebodyWhoMayNot_NameThePermissionThatIsMissing()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var endpoint in Guarded())
        {
            // No role but a program's lacks the permission to register.
            var role = IsOfDevices(endpoint) ? PersonRole.Integration : PersonRole.Agent;
            var token = server.App.Services.GetRequiredService<AccessTokens>().Issue(new Person("ana", "Ana", role));
            Assert.Equal((403, "missing.permissions"), await AskAsync(server, endpoint, "Bearer " + token));
        }
    }

    [Fact]
    public async Task GuardedEndpoints_WhenTheTokenIsExpired_AreRefused()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.App.Services.GetRequiredService<AccessTokens>().Issue(new Person("zoe", "Zoe", PersonRole.Administrator));
        server.Wall.Advance(AccessTokens.Life);
        foreach (var endpoint in Guarded())
            Assert.Equal((401, "bad.credentials"), await AskAsync(server, endpoint, "Bearer " + token));
    }

    [Fact]
    public async Task GuardedEndpoints_WhenTheTokenIsASupervisors_Answer()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.App.Services.GetRequiredService<AccessTokens>().Issue(new Person("sam", "Sam", PersonRole.Supervisor));
        Assert.Equal((200, ""), await AskAsync(server, "GET /api/v2/queues", "Bearer " + token));
        Assert.Equal((404, "not.found"), await AskAsync(server, "GET /api/v2/queues/nowhere/observations", "Bearer " + token));
    }

    private static bool IsOfDevices(string endpoint) =>
        endpoint.Contains("/registrations", StringComparison.Ordinal) || endpoint.Contains("/desktop/", StringComparison.Ordinal)
        || endpoint.StartsWith("POST /api/v2/telemetry/", StringComparison.Ordinal);

    private static IEnumerable<string> Guarded() =>
        Table.Where(e => Permissions.All.Contains(e.Value)).Select(e => e.Key.Replace("{id}", "sales", StringComparison.Ordinal));

    private static async Task<(int Status, string Code)> AskAsync(RunningServer server, string endpoint, string? authorization)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var words = endpoint.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(words[0]), words[1]);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, body.RootElement.TryGetProperty("code", out var code) ? code.GetString()! : "");
    }

    // One without a method answers to all of them.
    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
        return methods.Select(m => $"{m} {pattern}");
    }
}
