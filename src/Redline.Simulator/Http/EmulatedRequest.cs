namespace Redline.Simulator.Http;

/// <summary>A request as the host took it off the wire. Immutable.</summary>
public sealed record EmulatedRequest
{
    /// <summary>The method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The path, escaped as it came, without query.</summary>
    public required string Path { get; init; }

    /// <summary>What follows the question mark; empty: nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers by name, whatever its case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body; the host bounds it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Scheme, host and port as the client sees them, <c>http://127.0.0.1:5090</c>: addresses in answers begin with it.
    /// </summary>
    public required string BaseUri { get; init; }
}
