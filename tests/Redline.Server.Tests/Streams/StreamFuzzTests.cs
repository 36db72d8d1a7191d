using System.Net.Http.Headers;
using System.Text;

namespace Redline.Server.Tests.Streams;

/// <summary>Whatever is sent is answered with 4xx naming what is wrong, and the server goes on.</summary>
public sealed class StreamFuzzTests : StreamServerTest
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "1e-999", "99999999999999999999999999", "0.0001", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"",
        "[]", "[[]]", "[null]", "{}", "{\"operator\":null}", "{\"operator\":\"AND\",\"operands\":{}}", "{\"\":1}", "{\"a\":1,\"a\":2}", "{\"\\udfff\":1}",
    ];

    private static readonly string[] Properties =
    [
        "id", "name", "description", "entityType", "sourceEntity", "status", "notificationType", "priority", "filterExpression", "clearExpression",
        "sustainSeconds", "levels", "clearAfterSeconds", "cooldownSeconds", "flapping", "presentation", "schedule", "text", "version", "lints", "colour",
    ];

    [Fact]
    public async Task Post_WhenAnyPropertyHasAnyType_IsTakenOrRefusedWithAReason()
    {
        foreach (var property in Properties)
        {
            foreach (var value in Values)
            {
                var rest = property == "name" ? "" : "\"name\":\"n\",";
                rest += property == "entityType" ? "" : "\"entityType\":\"queue\",";
                rest += property is "filterExpression" or "levels" ? "" : "\"filterExpression\":{\"field\":\"waitingCount\",\"operator\":\"EQUALS\",\"value\":1},";
                var answer = await Server.SendAsync("POST", StreamServer.Path, $"{{{rest}\"{property}\":{value}}}");
                HoldAnswer(answer, $"{property}: {value}");
            }
        }

        Assert.Null(Server.Loop.Fault);
    }

    [Fact]
    public async Task Post_WhenBytesAreLostOrChanged_IsTakenOrRefusedWithAReason()
    {
        var random = new Random(20260302);
        var good = Encoding.UTF8.GetBytes(Mission);
        for (var i = 0; i < 400; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var n = random.Next(1, 4); n > 0; n--) bytes[random.Next(bytes.Length)] = i % 2 == 0 ? (byte)random.Next(256) : (byte)"{}[]\",:0\\"[random.Next(9)];
            if (i % 5 == 0) bytes = bytes[..random.Next(bytes.Length)];
            using var request = new HttpRequestMessage(HttpMethod.Post, StreamServer.Path) { Content = new ByteArrayContent(bytes) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            HoldAnswer(await Server.SendAsync(request), Encoding.Latin1.GetString(bytes));
        }

        Assert.Null(Server.Loop.Fault);
    }

    [Theory]
    [InlineData("", "body.json")]
    [InlineData("[", "body.json")]
    [InlineData("""{"name":"a","name":"b"}""", "body.json")]
    [InlineData("""{"name":"\ud800"}""", "body.text")]
    [InlineData("7", "bad.request")]
    [InlineData("[]", "bad.request")]
    public async Task Post_WhenTheBodyIsNoDefinition_SaysWhy(string body, string code)
    {
        var answer = await Server.SendAsync("POST", StreamServer.Path, body);
        Assert.Equal((400, code), (answer.Status, answer.Text("code")));
    }

    [Theory]
    [InlineData(40, "bad.request")]
    [InlineData(100_000, "body.json")]
    public async Task Post_WhenTheFilterIsTooDeep_IsRefused(int depth, string code)
    {
        var filter = string.Concat(Enumerable.Repeat("""{"operator":"NOT","operands":[""", depth)) + "1" + string.Concat(Enumerable.Repeat("]}", depth));
        var body = $$"""{"name":"n","entityType":"queue","filterExpression":{{filter}}}""";
        var answer = await Server.SendAsync("POST", StreamServer.Path, body.Length < 900_000 ? body : body[..900_000]);
        Assert.Equal((400, code), (answer.Status, answer.Text("code")));
    }

    [Fact]
    public async Task Post_WhenThereAreMoreMistakesThanAnybodyReads_NamesTheFirstHundred()
    {
        var many = string.Concat(Enumerable.Range(0, 40_000).Select(i => $",\"p{i}\":1"));
        var answer = await Server.SendAsync("POST", StreamServer.Path, Body("n", 1, many));
        Assert.Equal(400, answer.Status);
        Assert.Equal(101, answer.Codes().Length);
        Assert.Equal("definition.errors.more", answer.Codes()[^1]);
    }

    private static void HoldAnswer(Answer answer, string sent)
    {
        Assert.True(answer.Status is 201 or 400, $"{answer.Status} for {sent}");
        if (answer.Status == 400) Assert.True(answer.Text("code").StartsWith("body.", StringComparison.Ordinal) || answer.Codes().Length > 0, sent);
    }
}
