using System.Text.Json.Nodes;
using Redline.Simulator.Http;

namespace Redline.Simulator.Faults;

/// <summary>
/// Faults from outside: the emulator's own, under a path of its own and without a token. A page of another origin gets
/// nowhere with it.
/// </summary>
internal sealed class FaultEndpoints(FaultBoard board)
{
    internal const string Prefix = "/simulation";

    private const string Faults = Prefix + "/faults";

    internal void Map(RouteTable routes)
    {
        routes.Add("GET", Faults, Requirement.Open, _ => Listing(board.Entries));
        routes.Add("POST", Faults, Requirement.Open, Add);
        routes.Add("DELETE", Faults, Requirement.Open, RemoveAll);
        routes.Add("DELETE", Faults + "/{faultId}", Requirement.Open, Remove);
    }

    private EmulatedAnswer Add(PlatformCall call)
    {
        var faults = FaultScript.Read(call.Request.Body, out var mistakes);
        return mistakes.Count > 0 ? call.BadRequest(string.Join(' ', mistakes)) : Listing([.. faults.Select(board.Add)], 201);
    }

    private EmulatedAnswer RemoveAll(PlatformCall call)
    {
        foreach (var entry in board.Entries.ToList()) board.Remove(entry);
        return EmulatedAnswer.Nothing();
    }

    private EmulatedAnswer Remove(PlatformCall call)
    {
        if (board.Entries.FirstOrDefault(e => e.Id == call.Values[0]) is not { } entry) return call.NotFound("fault");
        board.Remove(entry);
        return EmulatedAnswer.Nothing();
    }

    private static EmulatedAnswer Listing(IEnumerable<FaultEntry> entries, int status = 200) =>
        EmulatedAnswer.Json(new JsonObject { ["entities"] = new JsonArray([.. entries.Select(e => e.Describe())]) }, status);
}
