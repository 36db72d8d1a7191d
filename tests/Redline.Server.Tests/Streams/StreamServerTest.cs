using Redline.Engine;

namespace Redline.Server.Tests.Streams;

/// <summary>A test with a directory of its own and a server on it.</summary>
public abstract class StreamServerTest : IAsyncLifetime
{
    protected const string Mission = """
        {"name":"Priority Queue Escalation Stream","entityType":"queue",
         "filterExpression":{"operator":"AND","operands":[{"field":"queueId","operator":"IN","value":["12345678-1234-1234-1234-123456789012"]},
           {"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}]},
         "notificationType":"PUSH"}
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("redline-streams-");

    private protected StreamServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await StreamServer.StartAsync(_directory);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A body whose filter is <c>waitingCount > line</c>.</summary>
    protected static string Body(string name, int line, string more = "") => $$"""
        {"name":"{{name}}","entityType":"queue","filterExpression":{"field":"waitingCount","operator":"GREATER_THAN","value":{{line}}}{{more}}}
        """;

    private protected async Task RestartAsync(EngineLimits? limits = null, int receivers = 1)
    {
        await Server.DisposeAsync();
        Server = await StreamServer.StartAsync(_directory, limits, receivers);
    }

    /// <summary>Makes a stream and gives its path.</summary>
    private protected async Task<string> CreateAsync(string body)
    {
        var created = await Server.SendAsync("POST", StreamServer.Path, body);
        Assert.Equal(201, created.Status);
        return created.Location!;
    }
}
