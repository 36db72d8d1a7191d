using System.Text.Json;
using System.Text.Json.Serialization;
using Redline.Simulator.Faults;
using Redline.Simulator.Http;
using Redline.Simulator.Organizations;

namespace Redline.Server.Simulation;

/// <summary>What a simulation's files say: the organization, and what goes wrong.</summary>
internal static class SimulationOrganization
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The organization asked for, with a client for Redline and one that signs users in besides its own.</summary>
    /// <exception cref="SimulationException">The file cannot be read.</exception>
    public static EmulatedOrganization Make(SimulationOptions options)
    {
        var organization = options.OrganizationFile is { } file ? Read(file) : new EmulatedOrganization();
        var redline = new OAuthClient
        {
            Id = options.ClientId ?? WireText.NewId(),
            Secret = options.ClientSecret ?? WireText.Secret(),
        };
        var people = new OAuthClient { Id = WireText.IdOf("client", "people"), Name = "People" };
        return organization with { Clients = [redline, people, .. organization.Clients] };
    }

    /// <summary>The faults of a file; none without one.</summary>
    /// <exception cref="SimulationException">The file cannot be read, or something in it is wrong: all of it is named.</exception>
    public static IReadOnlyList<Fault> ReadFaults(string? file)
    {
        if (file is null) return [];
        var faults = FaultScript.Read(File.ReadAllBytes(file), out var mistakes);
        return mistakes.Count == 0 ? faults : throw new SimulationException("simulate.faults", $"{Path.GetFileName(file)}: {string.Join(' ', mistakes)}");
    }

    private static EmulatedOrganization Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<EmulatedOrganization>(File.ReadAllBytes(file), Format)
                ?? throw new SimulationException("simulate.organization", $"{Path.GetFileName(file)} holds no organization.");
        }
        catch (JsonException e)
        {
            throw new SimulationException("simulate.organization", $"{Path.GetFileName(file)} is no organization at {e.Path}, line {e.LineNumber + 1}: {e.Message}");
        }
    }
}
