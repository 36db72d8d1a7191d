using System.Text.Json;
using Redline.Server.Http;

namespace Redline.Server.Registrations;

/// <summary>What a device sends to be registered.</summary>
internal static class RegistrationBody
{
    public const int MaxBytes = 16 * 1024;

    private const int MaxId = 200;
    private const int MaxVersion = 50;
    private const int MaxEndpoint = 2000;

    /// <summary>Reads it; null when anything is wrong, and then every problem.</summary>
    public static NewRegistration? Read(JsonElement root, string personId, RegistrationOptions options, List<ApiErrorDetail> problems)
    {
        var fields = new BodyFields(root, problems, "deviceType", "deviceId", "channelId", "appVersion", "endpointUrl", "rotateSecret");
        var type = fields.Text("deviceType", MaxId, required: true);
        var deviceId = fields.Text("deviceId", MaxId, required: true);
        var channelId = fields.Text("channelId", MaxId, required: true);
        var appVersion = fields.Text("appVersion", MaxVersion);
        var endpoint = fields.Text("endpointUrl", MaxEndpoint);
        var rotates = fields.Flag("rotateSecret") ?? false;
        var device = type is null ? null : options.Devices.Find(type);
        if (type is not null && device is null)
            fields.Add("device.type.unknown", "deviceType", $"deviceType is one of {options.Devices.Words} (case matters).");
        if (device is { IsProgram: false }) CheckNoProgram(fields, device.Type, endpoint, rotates);
        if (endpoint is not null && device is not { IsProgram: false }) CheckEndpoint(fields, endpoint, options.AllowLoopbackEndpoints);
        if (device is { IsProgram: true } && fields.Value("endpointUrl") is null)
            fields.Add("field.required", "endpointUrl", $"endpointUrl is required for {device.Type}: messages are sent there.");
        return problems.Count > 0 ? null : new(personId, device!, deviceId!, channelId!, appVersion, endpoint, rotates);
    }

    private static void CheckNoProgram(BodyFields fields, string type, string? endpoint, bool rotates)
    {
        if (endpoint is not null)
            fields.Add("device.endpoint.unexpected", "endpointUrl", $"A device of type {type} connects by itself; leave endpointUrl out.");
        if (rotates)
            fields.Add("device.secret.none", "rotateSecret", $"A device of type {type} has no signing secret; leave rotateSecret out.");
    }

    // The address itself is never repeated: it may hold what must not be shown.
    private static void CheckEndpoint(BodyFields fields, string text, bool allowLoopback)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || !IsAllowed(uri, allowLoopback))
        {
            var loopback = allowLoopback ? ", or http on loopback" : "";
            fields.Add("device.endpoint.address", "endpointUrl", $"endpointUrl is an absolute https address{loopback}.");
        }
        else if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            fields.Add("device.endpoint.credentials", "endpointUrl", "endpointUrl carries no user name, password or fragment; what is sent there is signed.");
        }
    }

    private static bool IsAllowed(Uri uri, bool allowLoopback) =>
        uri.Scheme == Uri.UriSchemeHttps || (allowLoopback && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
