using Microsoft.AspNetCore.Http.Features;
using Redline.Engine.Alerts;
using Redline.Server.Http;

namespace Redline.Server.Alerts;

/// <summary>What somebody says who takes an alert or escalation.</summary>
/// <param name="Note">A note; null: none.</param>
/// <param name="TakeOver">Also from another person who has it.</param>
internal sealed record AskedAcknowledgement(string? Note, bool TakeOver)
{
    private const int MaxBody = 16 * 1024;

    /// <summary>Reads the body, which may be left out; or says why it cannot be.</summary>
    public static async Task<(AskedAcknowledgement? Asked, IResult? Refusal)> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) return (new(null, false), null);
        var (json, refusal) = await JsonBody.ReadAsync(http, MaxBody);
        if (json is null) return (null, refusal);
        using (json)
        {
            var problems = new List<ApiErrorDetail>();
            var fields = new BodyFields(json.RootElement, problems, "note", "takeOver");
            var asked = new AskedAcknowledgement(fields.Text("note", Acknowledgement.MaxNoteLength), fields.Flag("takeOver") ?? false);
            return problems.Count == 0 ? (asked, null) : (null, ApiResults.BadRequest(http, problems));
        }
    }
}
