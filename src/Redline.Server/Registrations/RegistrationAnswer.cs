using System.Text.Json.Serialization;
using Redline.Server.Identity;

namespace Redline.Server.Registrations;

/// <summary>A registration as the API shows it; the signing secret only in the answer that made it.</summary>
internal sealed record RegistrationAnswer(
    string Id, string UserId, string DeviceType, string DeviceId, string ChannelId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AppVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndpointUrl,
    string ConnectUri, string State, string Expires, string CreatedAt, string RenewedAt, string SelfUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SigningSecret)
{
    public const string Path = "/api/v2/pushnotifications/registrations";

    private const string DesktopPath = "/api/v2/desktop";

    /// <summary>Shows a registration to whoever sent a request.</summary>
    public static RegistrationAnswer Of(HttpRequest request, Registration r, string? signingSecret = null) => new(
        r.Id, r.PersonId, r.DeviceType, r.DeviceId, r.ChannelId, r.AppVersion, r.EndpointUrl,
        $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{DesktopPath}", r.StateWord,
        WallText.Of(r.Expires), WallText.Of(r.CreatedAt), WallText.Of(r.RenewedAt), $"{Path}/{r.Id}", signingSecret);

    /// <summary>Spelled without the secret.</summary>
    public override string ToString() => $"{nameof(RegistrationAnswer)} {Id}";
}
