using Redline.Server.Registrations;

namespace Redline.Server.Serving;

/// <summary>What <c>redline serve</c> was asked to do.</summary>
internal sealed record ServeOptions
{
    /// <summary>The port on 127.0.0.1; 0: any free one. Default 5080.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Where the journal is kept; made for its owner only.</summary>
    public string DataDirectory { get; init; } = Path.Combine("redline-data", "server");

    /// <summary>A people.yaml to load at the start; null: people are not from a file.</summary>
    public string? PeopleFile { get; init; }

    /// <summary>How long and how many devices are registered.</summary>
    public RegistrationOptions Registrations { get; init; } = new();
}
