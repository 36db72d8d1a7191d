using System.Net;
using Redline.Server.Idempotency;
using Redline.TestKit;

namespace Redline.Server.Tests.Idempotency;

public sealed class IdempotencyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Post_WhenRepeatedWithItsKey_IsRunOnceAndAnswersTheSame()
    {
        await using var server = await RepeatServer.StartAsync(_directory);

        var first = await server.SendAsync("k1");
        var again = await server.SendAsync("k1");

        Assert.Equal(1, server.Runs);
        Assert.Equal((HttpStatusCode.Created, "/api/v2/things/1", "\"7\"", false), (first.Status, first.Location, first.ETag, first.IsReplayed));
        Assert.Equal(first with { IsReplayed = true }, again);
    }

    [Fact]
    public async Task Post_WhenTheKeySubjectOrPathDiffers_IsAnotherRequest()
    {
        await using var server = await RepeatServer.StartAsync(_directory);

        await server.SendAsync("k1");
        await server.SendAsync("k2");
        await server.SendAsync("k1", subject: "ben");
        await server.SendAsync("k1", path: "/api/v2/secrets");
        await server.SendAsync(null);
        await server.SendAsync(null);
        await server.SendAsync("k1", method: "PUT");
        await server.SendAsync("k1", method: "PUT");

        Assert.Equal(8, server.Runs);
    }

    [Theory]
    [InlineData("/api/v2/things", """{"a":1}""")]
    [InlineData("/api/v2/things?a=1", "{}")]
    public async Task Post_WhenTheKeyComesWithAnotherBodyOrQuery_IsRefused(string path, string body)
    {
        await using var server = await RepeatServer.StartAsync(_directory);
        await server.SendAsync("k1");

        var other = await server.SendAsync("k1", body, path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("idempotency.key.reused", other.Text);
        Assert.Equal(1, server.Runs);
    }

    [Fact]
    public async Task Post_WhenTheFirstStillRuns_IsToldToTryAgain()
    {
        await using var server = await RepeatServer.StartAsync(_directory);
        var first = server.SendAsync("k1", path: "/api/v2/things?wait");
        await server.Begun.Task.InTime();

        var again = await server.SendAsync("k1", path: "/api/v2/things?wait");
        var other = await server.SendAsync("k1", """{"a":1}""", "/api/v2/things?wait");
        server.GoOn.SetResult();

        Assert.Equal((HttpStatusCode.Conflict, "1"), (again.Status, again.RetryAfter));
        Assert.Contains("idempotency.in.progress", again.Text);
        Assert.Contains("idempotency.key.reused", other.Text);
        Assert.Equal(HttpStatusCode.Created, (await first.InTime()).Status);
        Assert.Equal(1, server.Runs);
    }

    [Theory]
    [InlineData("status=500", false)]
    [InlineData("status=503", false)]
    [InlineData("status=429", false)]
    [InlineData("throw", false)]
    [InlineData("status=204", true)]
    [InlineData("status=404", true)]
    [InlineData("status=409", true)]
    public async Task Answer_WhenItIsAFailureOfTheServer_IsNotKept(string query, bool kept)
    {
        await using var server = await RepeatServer.StartAsync(_directory);

        var first = await server.SendAsync("k1", path: "/api/v2/things?" + query);
        var again = await server.SendAsync("k1", path: "/api/v2/things?" + query);

        Assert.Equal(kept ? 1 : 2, server.Runs);
        Assert.Equal((first.Status, kept), (again.Status, again.IsReplayed));
    }

    [Fact]
    public async Task Answer_WhenItHoldsASecret_IsNeitherKeptNorRepeated()
    {
        await using var server = await RepeatServer.StartAsync(_directory);

        var first = await server.SendAsync("k1", path: "/api/v2/secrets");
        var again = await server.SendAsync("k1", path: "/api/v2/secrets");
        var refused = await server.SendAsync("k2", path: "/api/v2/secrets?status=404");
        var refusedAgain = await server.SendAsync("k2", path: "/api/v2/secrets?status=404");

        Assert.Contains("s3cret", first.Text);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("idempotency.secret.not.repeated", again.Text);
        Assert.Equal(refused with { IsReplayed = true }, refusedAgain);
        Assert.Equal(2, server.Runs);
        var secret = Assert.Single(await server.KeptAsync(), k => k.Contains("\"notKept\":\"secret\"", StringComparison.Ordinal));
        Assert.DoesNotContain("\"body\"", secret);
    }

    [Fact]
    public async Task Answer_WhenItIsLarge_IsNotKeptAndNotRunAgain()
    {
        await using var server = await RepeatServer.StartAsync(_directory, new IdempotencyOptions { MaxAnswerBytes = 1 });

        await server.SendAsync("k1");
        var again = await server.SendAsync("k1");

        Assert.Contains("idempotency.answer.not.kept", again.Text);
        Assert.Equal(1, server.Runs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("käse")]
    [InlineData(null)]
    public async Task Key_WhenItIsNotVisibleAsciiOfTheRightLength_IsRefused(string? key)
    {
        await using var server = await RepeatServer.StartAsync(_directory);

        var answer = await server.SendAsync(key ?? new string('k', 201));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("idempotency.key.invalid", answer.Text);
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(new string('~', 200))).Status);
    }

    [Fact]
    public async Task Answer_WhenTheServerRestarts_IsStillThere()
    {
        var time = new FakeTimeProvider();
        Repeated first;
        await using (var server = await RepeatServer.StartAsync(_directory, time: time)) first = await server.SendAsync("k1");

        await using var again = await RepeatServer.StartAsync(_directory, time: time);

        Assert.Equal(first with { IsReplayed = true }, await again.SendAsync("k1"));
        Assert.Equal(0, again.Runs);
    }

    [Fact]
    public async Task Answer_WhenItsTimeIsOver_IsForgotten()
    {
        await using var server = await RepeatServer.StartAsync(_directory);
        await server.SendAsync("k1");
        server.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Assert.True((await server.SendAsync("k1")).IsReplayed);

        server.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False((await server.SendAsync("k1", """{"a":1}""")).IsReplayed);
        Assert.Equal(2, server.Runs);
    }

    [Fact]
    public async Task Answers_WhenThereAreMoreThanTheBound_LoseTheOldest()
    {
        await using var server = await RepeatServer.StartAsync(_directory, new IdempotencyOptions { MaxAnswers = 3 });
        foreach (var key in (string[])["k1", "k2", "k3", "k4", "k5"])
        {
            await server.SendAsync(key);
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, (await server.KeptAsync()).Count);
        Assert.True((await server.SendAsync("k3")).IsReplayed);
        Assert.False((await server.SendAsync("k2")).IsReplayed);
    }

    [Fact]
    public async Task Answer_WhenItsCallerMayNoLonger_IsNotGivenOut()
    {
        await using var server = await RepeatServer.StartAsync(_directory);
        await server.SendAsync("k1");
        server.IsPermitted = false;

        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync("k1")).Status);
    }
}
