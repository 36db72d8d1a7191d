using System.Collections;
using System.Reflection;
using Redline.Server.Identity;
using Redline.TestKit;

namespace Redline.Server.Tests.Identity;

public sealed class AccessTokensTests
{
    private const int MaxTokens = 10_000;

    private static readonly Person Sam = new("sam", "Sam Brook", PersonRole.Supervisor);

    private readonly FakeTimeProvider _wall = new();

    [Fact]
    public void Find_WhenItsHourIsOver_GivesNobody()
    {
        var tokens = new AccessTokens(_wall);
        var token = tokens.Issue(Sam);

        _wall.Advance(AccessTokens.Life - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Sam, tokens.Find(token));
        _wall.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(tokens.Find(token));
    }

    [Fact]
    public void Issue_WhenTheBoundIsReached_EvictsTheOneThatWouldExpireNext()
    {
        var tokens = new AccessTokens(_wall);
        var first = tokens.Issue(Sam);
        _wall.Advance(TimeSpan.FromSeconds(1));
        var second = tokens.Issue(Sam);
        _wall.Advance(TimeSpan.FromSeconds(1));

        for (var i = 2; i < MaxTokens; i++) tokens.Issue(Sam);
        Assert.Equal((Sam, Sam), (tokens.Find(first), tokens.Find(second)));
        var last = tokens.Issue(Sam);

        Assert.Null(tokens.Find(first));
        Assert.Equal((Sam, Sam), (tokens.Find(second), tokens.Find(last)));
    }

    [Fact]
    public void Issue_WhenTheBoundIsReachedByExpiredOnes_EvictsThemOnly()
    {
        var tokens = new AccessTokens(_wall);
        for (var i = 1; i < MaxTokens; i++) tokens.Issue(Sam);
        _wall.Advance(TimeSpan.FromMinutes(30));
        var living = tokens.Issue(Sam);
        _wall.Advance(TimeSpan.FromMinutes(30));

        var last = tokens.Issue(Sam);

        Assert.Equal((Sam, Sam), (tokens.Find(living), tokens.Find(last)));
        Assert.Equal(2, TextsHeldBy(tokens).Count);
    }

    [Fact]
    public void Issue_WhenATokenIsMade_KeepsItsHashOnly()
    {
        var tokens = new AccessTokens(_wall);

        var token = tokens.Issue(Sam);

        Assert.Equal([Secrets.Hash(token)], TextsHeldBy(tokens));
        Assert.Equal(64, Secrets.Hash(token).Length);
    }

    [Fact]
    public void SignInCodes_WhenMade_KeepTheHashesTheyWereGiven()
    {
        var code = Secrets.Make();

        var codes = new SignInCodes([(Secrets.Hash(code), Sam)]);

        Assert.Equal(Sam, codes.Find(code));
        Assert.Null(codes.Find(Secrets.Hash(code)));
        Assert.Equal([Secrets.Hash(code)], TextsHeldBy(codes));
    }

    [Fact]
    public void Make_WhenCalledOften_GivesDistinctTextsOf256BitsThatNeedNoEscaping()
    {
        var secrets = Enumerable.Range(0, 1_000).Select(_ => Secrets.Make()).ToArray();

        Assert.Equal(secrets.Length, secrets.Distinct().Count());
        Assert.All(secrets, s => Assert.Matches("^[A-Za-z0-9_-]{43}$", s));
    }

    // The keys of every dictionary an object holds: what somebody who reads its memory would look at first.
    private static List<string> TextsHeldBy(object holder) =>
    [
        .. holder.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(f => f.GetValue(holder)).OfType<IDictionary>().SelectMany(d => d.Keys.Cast<string>()),
    ];
}
