using System.Net;
using System.Text;
using System.Text.Json;
using Redline.Server.Desktop;
using Redline.Server.Identity;

namespace Redline.Server.Tests.Desktop;

/// <summary>The protocol where no WebSocket gets through.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task Stream_WhenOpened_GivesTheSameFramesAndTakesThoseOfTheDesktop()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = Client(server, RunningServer.Sam);
        using var stream = await OpenAsync(server, client, RunningServer.Sam);
        var hello = await stream.NextAsync("hello");
        await stream.NextAsync("reset");
        await stream.NextAsync("metrics");

        await server.ReportAsync("sales", 1);
        var id = (await stream.NextAsync("alert")).Alert().Text("alertId");
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(client, hello.Text("sessionId"), """{"type":"ping","id":7}"""));
        Assert.Equal(7, (await stream.NextAsync("pong")).GetProperty("id").GetInt64());
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(
            client, hello.Text("sessionId"), $$"""{"type":"acknowledge","requestId":"r","alertId":"{{id}}"}"""));
        Assert.Equal("ACKNOWLEDGED", (await stream.NextAsync("alert")).Alert().Text("state"));
        Assert.True((await stream.NextAsync("answer")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Stream_WhenThePositionIsHeld_Resumes()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = Client(server, RunningServer.Sam);
        string epoch;
        using (var first = await OpenAsync(server, client, RunningServer.Sam))
        {
            await first.NextAsync("hello");
            epoch = (await first.NextAsync("reset")).Text("epoch");
        }

        await server.ReportAsync("sales", 1);
        await server.CommittedAsync();
        using var again = await OpenAsync(server, client, RunningServer.Sam, $"&epoch={epoch}&offset=0");
        await again.NextAsync("hello");
        Assert.Equal("sales", (await again.NextAsync("alert")).Alert().Text("queueId"));
        await again.NextAsync("metrics");
    }

    [Fact]
    public async Task Stream_WhenTheServerStops_EndsWithAClosing()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = Client(server, RunningServer.Sam);
        using var stream = await OpenAsync(server, client, RunningServer.Sam);
        await stream.NextAsync("hello");
        await stream.NextAsync("reset");
        await stream.NextAsync("metrics");

        var stopping = server.StopAsync();

        Assert.Equal(("server.stopping", true), (await stream.NextAsync("closing")).Closing());
        Assert.Null(await stream.ReadAsync());
        await stopping;
    }

    [Fact]
    public async Task Stream_WhenTheDesktopGoes_EndsTheSession()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = Client(server, RunningServer.Sam);
        var stream = await OpenAsync(server, client, RunningServer.Sam);
        var hello = await stream.NextAsync("hello");
        var session = server.Hub.Find(hello.Text("sessionId"))!;

        stream.Dispose();

        await session.Ended.InTime();
    }

    [Fact]
    public async Task Stream_WhenTheRegistrationIsNone_SaysSoAndEnds()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = Client(server, RunningServer.Sam);
        using var stream = await EventStream.OpenAsync(client, $"{EventStreamEndpoints.StreamPath}?registrationId=none");

        Assert.Equal(("registration.unknown", false), (await stream.NextAsync("closing")).Closing());
        Assert.Null(await stream.ReadAsync());
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("?registrationId=x&epoch=e&offset=minus", HttpStatusCode.BadRequest)]
    public async Task Stream_WhenParametersAreWrong_IsRefused(string query, HttpStatusCode status)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = Client(server, RunningServer.Sam);

        using var answer = await client.GetAsync(EventStreamEndpoints.StreamPath + query, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Frames_WhenTheSessionIsAnotherPersons_AreRefused()
    {
        await using var server = await RunningServer.StartAsync();
        using var sam = Client(server, RunningServer.Sam);
        using var ana = Client(server, RunningServer.Ana);
        using var stream = await OpenAsync(server, sam, RunningServer.Sam);
        var session = (await stream.NextAsync("hello")).Text("sessionId");

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(ana, session, """{"type":"ping","id":7}"""));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(sam, "none", """{"type":"ping","id":7}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(sam, session, """{"type":"dance"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(sam, session, TestDesktop.HelloText("t")));
    }

    private static HttpClient Client(RunningServer server, Person person)
    {
        var client = server.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Tokens.Issue(person));
        return client;
    }

    private static async Task<EventStream> OpenAsync(RunningServer server, HttpClient client, Person person, string more = "")
    {
        var registration = await TestDesktop.RegisterAsync(server.Address, server.Tokens.Issue(person));
        return await EventStream.OpenAsync(client, $"{EventStreamEndpoints.StreamPath}?registrationId={registration}{more}");
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string session, string frame)
    {
        using var body = new StringContent(frame, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync($"/api/v2/desktop/sessions/{session}/frames", body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The events of an answer, one after the other.</summary>
    private sealed class EventStream(HttpResponseMessage answer, StreamReader lines) : IDisposable
    {
        public static async Task<EventStream> OpenAsync(HttpClient client, string path)
        {
            var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).InTime();
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            return new(answer, new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
        }

        /// <summary>The next frame; null: the answer has ended.</summary>
        public async Task<JsonElement?> ReadAsync()
        {
            while (await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().InTime() is { } line)
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                    return JsonElement.Parse(line["data: ".Length..]);
            return null;
        }

        public async Task<JsonElement> NextAsync(string type)
        {
            var frame = await ReadAsync() ?? throw new InvalidOperationException($"Ended instead of {type}.");
            Assert.True(type == frame.TypeOfFrame(), $"Not {type}: {frame}");
            return frame;
        }

        public void Dispose()
        {
            lines.Dispose();
            answer.Dispose();
        }
    }
}
