using Redline.Server.Identity;
using Redline.Server.Identity.Tokens;
using Redline.TestKit;

namespace Redline.Server.Tests.Identity;

public sealed class DemoGrantTests
{
    private static readonly Person Ana = new("ana", "Ana Weber", PersonRole.Agent);

    [Theory]
    [InlineData("code", null)]
    [InlineData("wrong", "invalid_grant")]
    public async Task Grant_WhenDemoCodeIsUsedAgain_GrantsAgain(string code, string? error)
    {
        var tokens = new AccessTokens(new FakeTimeProvider());
        var grants = new DemoGrants(new SignInCodes([(Secrets.Hash("code"), Ana)]), tokens);
        var request = new TokenRequest { GrantType = TokenEndpoint.SignInCodeGrant, Code = code, Address = "here", ContextId = "c" };

        for (var i = 0; i < 20; i++)
        {
            var grant = await grants.GrantAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(error, grant.Refusal?.Error);
            Assert.Equal(error is null ? Ana : null, grant.Answer is { } answer ? tokens.Find(answer.AccessToken) : null);
        }
    }
}
