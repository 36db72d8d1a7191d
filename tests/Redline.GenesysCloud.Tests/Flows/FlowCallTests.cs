using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Redline.GenesysCloud.Access;
using Redline.TestKit;

namespace Redline.GenesysCloud.Tests.Flows;

/// <summary>A launch has no key under which a second one would be none: it is sent again only where nothing was done.</summary>
public sealed class FlowCallTests
{
    private const string Path = "/api/v2/flows/executions";

    [Theory]
    [InlineData(500), InlineData(502), InlineData(503), InlineData(504)]
    public async Task Launch_AnsweredByAServerInTrouble_IsNotSentAgain(int status)
    {
        var (answer, sent) = await LaunchAsync(_ => Task.FromResult(FakePlatform.Answer((HttpStatusCode)status)));
        Assert.Equal((status, 1), (answer.Failure!.Status, sent));
    }

    [Fact]
    public async Task Launch_WhoseAnswerIsLost_IsNotSentAgain()
    {
        var (answer, sent) = await LaunchAsync(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ResponseEnded)));
        Assert.Equal((false, 1), (answer.Failure!.IsUndone, sent));
    }

    [Fact]
    public async Task Launch_ThatNeverGotThere_IsSentAgain()
    {
        var (answer, sent) = await LaunchAsync(n => n < 2
            ? Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError))
            : Task.FromResult(FakePlatform.Answer(HttpStatusCode.OK, new { id = "e1" })));
        Assert.Equal((true, 2), (answer.IsGood, sent));
    }

    [Fact]
    public async Task Launch_WithATokenThatIsNotTakenAnyMore_IsSentAgainWithANewOne()
    {
        var (answer, sent) = await LaunchAsync(n => Task.FromResult(n < 2
            ? FakePlatform.Answer(HttpStatusCode.Unauthorized, new { code = "bad.credentials" })
            : FakePlatform.Answer(HttpStatusCode.OK, new { id = "e1" })));
        Assert.Equal((true, 2), (answer.IsGood, sent));
    }

    private static async Task<(ApiAnswer Answer, int Sent)> LaunchAsync(Func<int, Task<HttpResponseMessage>> answer)
    {
        var sent = 0;
        using var platform = new FakePlatform(new FakeTimeProvider());
        platform.Instead = seen => seen.Path == Path ? answer(++sent) : null;
        await using var rig = new ConnectorRig();
        await using var connector = new GenesysConnector(
            new("genesys", new("https://login.test/"), new("https://api.test/"), "client", () => "sesame"),
            new() { RetryDelay = TimeSpan.FromMilliseconds(100), MaxRetryDelay = TimeSpan.FromMilliseconds(100) }, rig, rig,
            new(TimeProvider.System, TimeProvider.System), NullLogger.Instance, platform);
        return (await connector.LaunchFlowAsync("f1", "Redline", "{}"u8.ToArray(), TestContext.Current.CancellationToken), sent);
    }
}
