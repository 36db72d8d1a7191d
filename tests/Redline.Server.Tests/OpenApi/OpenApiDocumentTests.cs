using System.Text.RegularExpressions;
using Redline.Server.OpenApi;

namespace Redline.Server.Tests.OpenApi;

/// <summary>Holds protocol/openapi.json against what the server says of itself.</summary>
public sealed partial class OpenApiDocumentTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const string RewriteSwitch = "REDLINE_REWRITE_OPENAPI";

    private static readonly string File = Path.Combine(Repository.Root, "protocol", "openapi.json");

    [Fact]
    public void Document_IsTheOneThatWasApproved()
    {
        if (Environment.GetEnvironmentVariable(RewriteSwitch) == "1") System.IO.File.WriteAllText(File, server.Document);
        var approved = System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];
        var served = server.Document.TrimEnd('\n').Split('\n');

        Assert.True(approved.SequenceEqual(served), $"{Difference(approved, served)}\nRead the difference; {RewriteSwitch}=1 rewrites the file.");
    }

    [Fact]
    public void Endpoints_OfTheApi_AreAllDescribed() => Assert.Empty(OpenApiDocument.Undescribed(server.Endpoints));

    [Fact]
    public void Operations_EachHaveANameOfTheirOwn() =>
        Assert.Equal(server.Contract.Operations.Count, server.Contract.Operations.Select(o => o.Id).Distinct().Count());

    [Fact]
    public void References_LeadToSchemas()
    {
        var named = Reference().Matches(server.Document).Select(m => m.Groups[1].Value).Distinct().Order();
        var there = System.Text.Json.JsonDocument.Parse(server.Document).RootElement.GetProperty("components").GetProperty("schemas")
            .EnumerateObject().Select(s => s.Name).Order();

        Assert.Equal(there, named);
    }

    [Theory]
    [InlineData("/docs/api", "text/html")]
    [InlineData("/docs/api/page.mjs", "text/javascript")]
    [InlineData("/docs/api/page.css", "text/css")]
    public async Task Page_IsServedUnderTheStrictPolicy(string path, string type)
    {
        using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'none'; script-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("(?i)<script>|<style|style=|onclick=|innerHTML|https?://", text);
    }

    // Around the first line that differs.
    private static string Difference(string[] approved, string[] served)
    {
        var first = approved.Zip(served).TakeWhile(p => p.First == p.Second).Count();
        var context = served.Skip(Math.Max(0, first - 3)).Take(Math.Min(3, first)).Select(l => "  " + l);
        var old = approved.Skip(first).Take(8).Select(l => "- " + l);
        var now = served.Skip(first).Take(8).Select(l => "+ " + l);
        return $"From line {first + 1} on ({approved.Length} lines approved, {served.Length} served):\n{string.Join('\n', context.Concat(old).Concat(now))}";
    }

    [GeneratedRegex(@"""#/components/schemas/(\w+)""")]
    private static partial Regex Reference();
}
