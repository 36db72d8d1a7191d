using System.Net;
using System.Text.Json;

namespace Redline.Server.Tests.OpenApi;

/// <summary>Every operation of the document, with what should and what should not be sent, against the running server.</summary>
public sealed class ContractTests(ContractServer server) : IClassFixture<ContractServer>
{
    private const int Seed = 20261122;

    // A socket, an answer that does not end and what belongs to one, and what needs a code that is used up: other tests.
    private static readonly string[] Others = ["openDesktop", "openDesktopStream", "sendDesktopFrame", "createToken"];

    [Fact]
    public async Task Operations_WhateverIsSent_AnswerAsTheDocumentSays()
    {
        var problems = new List<string>();
        var (tested, sent) = (0, 0);
        foreach (var operation in server.Contract.Operations)
        {
            var token = await server.TokenAsync();
            var cases = new ContractCases(operation, await server.IdForAsync(operation.Path, token), token);
            foreach (var hostile in cases.Hostile(new Random(Seed)))
            {
                sent++;
                if (await ProblemAsync(operation, hostile.Make()) is { } problem) problems.Add($"{operation}, {hostile.Name}: {problem}");
            }

            tested++;
        }

        Assert.True(problems.Count == 0, $"{problems.Count} of {sent}:\n{string.Join('\n', problems.Take(40))}");
        using var document = JsonDocument.Parse(server.Document);
        var declared = document.RootElement.GetProperty("paths").EnumerateObject().Sum(p => p.Value.EnumerateObject().Count());
        Assert.Equal(declared, tested);
        Assert.True(sent > declared * 20, $"{sent} requests are too few for {declared} operations.");
    }

    [Fact]
    public async Task Operations_WhenWhatShouldBeSentIsSent_Succeed()
    {
        foreach (var operation in server.Contract.Operations.Where(o => !Others.Contains(o.Id)))
        {
            var token = await server.TokenAsync();
            var cases = new ContractCases(operation, await server.IdForAsync(operation.Path, token), token);

            using var answer = await server.Client.SendAsync(cases.Valid(), TestContext.Current.CancellationToken);

            Assert.Null(await server.Contract.ProblemAsync(operation, answer));
            Assert.True(answer.IsSuccessStatusCode, $"{operation}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
    }

    [Fact]
    public async Task Operations_WhenTheTokenIsMissingOrLacksThePermission_RefuseAsTheyDeclare()
    {
        foreach (var operation in server.Contract.Operations.Where(o => o.NeedsToken))
        {
            using var without = await server.Client.SendAsync(new ContractCases(operation, "nowhere", "").Valid(), TestContext.Current.CancellationToken);
            Assert.Null(await server.Contract.ProblemAsync(operation, without));
            Assert.Equal((operation, HttpStatusCode.Unauthorized), (operation, without.StatusCode));
            if (operation.Permission is not { } permission) continue;

            var cases = new ContractCases(operation, "nowhere", await server.TokenWithoutAsync(permission));
            using var lacking = await server.Client.SendAsync(cases.Valid(), TestContext.Current.CancellationToken);
            Assert.Null(await server.Contract.ProblemAsync(operation, lacking));
            Assert.Equal((operation, HttpStatusCode.Forbidden), (operation, lacking.StatusCode));
            Assert.Contains(permission, await lacking.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Examples_AreWhatTheirSchemasSay() => Assert.All(
        server.Contract.Operations.Where(o => o.Example is not null),
        o =>
        {
            using var example = JsonDocument.Parse(o.Example!);
            Assert.Null(server.Contract.Mismatch(example.RootElement, o.BodySchema!, "$"));
        });

    private async Task<string?> ProblemAsync(ContractOperation operation, HttpRequestMessage request)
    {
        using (request)
        {
            try
            {
                using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
                return await server.Contract.ProblemAsync(operation, answer);
            }
            catch (HttpRequestException e) when (request.Content?.Headers.ContentLength > 8 << 20)
            {
                // The server answered and closed before it had read so much; what it answered may be lost on the way.
                return e.InnerException is IOException ? null : e.Message;
            }
        }
    }
}
