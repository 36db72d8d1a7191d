using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        ["GET /health/live"] = "public on purpose: says nothing about the organization",
        ["GET /health/ready"] = "public on purpose: says nothing about the organization",
        ["POST /oauth/token"] = "public on purpose: the code is the credential",
        ["GET /api/v2/desktop"] = "token of the first frame",
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
    public async Task EndpointsWithAToken_WhenNoneIsGiven_TellNothing()
    {
        var guarded = Table.Where(e => !e.Value.StartsWith("public", StringComparison.Ordinal)).Select(e => e.Key);
        Assert.Equal(["GET /api/v2/desktop"], guarded);
        await using var server = await RunningServer.StartAsync();
        await server.ReportAsync("sales", 1);
        await server.CommittedAsync();
        using var desktop = await TestDesktop.OpenAsync(server.Address);

        await desktop.SendAsync("""{"type":"hello","protocol":1,"position":null}""");

        Assert.Equal(("frame.invalid", false), await desktop.ClosingAsync());
    }

    // One without a method answers to all of them.
    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
        return methods.Select(m => $"{m} {pattern}");
    }
}
