using System.Text;

namespace Redline.Delivery.Effects;

/// <summary>One request of an attempt: the first, or one that follows a redirect. Immutable.</summary>
/// <param name="Host">Whose turn it waits for.</param>
/// <param name="Target">What makes the call; null: nothing here does.</param>
/// <param name="Address">The absolute address; null: it goes to no host outside.</param>
/// <param name="Text">The address as the target takes it.</param>
/// <param name="Method">The method.</param>
/// <param name="HasBody">Whether the effect's body goes with it.</param>
/// <param name="IsTrusted">Whether the effect's headers and signature go with it: not beyond the host they are meant for.</param>
internal sealed record EffectHop(string Host, IEffectTarget? Target, Uri? Address, string Text, string Method, bool HasBody, bool IsTrusted = true)
{
    private const string OwnServer = "this server";
    private const string Architect = "architect";
    private const int MaxPath = 2_048;

    /// <summary>Whether an address is a path of this server.</summary>
    public static bool IsOwn(string url) => url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal);

    /// <summary>The first request of an attempt, or why there is none.</summary>
    public static (EffectHop? Hop, EgressRefusal? Refusal) First(EffectIntent intent, EffectMachinery machinery)
    {
        var (request, reach) = (intent.Request, machinery.Reach);
        if (intent.Kind == EffectKind.ArchitectFlow) return (new(Architect, reach.Architect, null, request.Url, "POST", HasBody: true), null);
        if (IsOwn(request.Url))
        {
            return request.Url.Length <= MaxPath && !request.Url.Any(c => c is <= ' ' or > '~' or '\\' or '#')
                ? (new(OwnServer, reach.OwnServer, null, request.Url, request.Method, request.Body is not null), null)
                : (null, new(EffectCodes.Url, $"The path must have at most {MaxPath} printable ASCII characters, without spaces."));
        }

        return machinery.Rules.Check(request.Url, out var address) is { } refusal
            ? (null, refusal)
            : (At(address!, request.Method, request.Body is not null, machinery), null);
    }

    /// <summary>The request that follows a redirect, or why it is not followed.</summary>
    public (EffectHop? Hop, EgressRefusal? Refusal) Next(int status, Uri? location, EffectMachinery machinery)
    {
        if (Address is null || location is null) return (null, new(EffectCodes.RedirectLocation, "The redirect leads nowhere."));
        if (Address.Scheme == "https" && location.Scheme == "http") return (null, new(EffectCodes.RedirectDowngrade, $"{Host} redirects from https to http."));
        var target = location.Fragment.Length == 0 ? location : new UriBuilder(location) { Fragment = "" }.Uri;
        if (machinery.Rules.Check(target) is { } refusal) return (null, refusal with { Detail = $"{Host} redirects elsewhere: {refusal.Detail}" });
        var becomesGet = (status == 303 && Method != "HEAD") || (status is 301 or 302 && Method == "POST");
        var next = At(target, becomesGet ? "GET" : Method, HasBody && !becomesGet, machinery);
        return (next with { IsTrusted = IsTrusted && target.Scheme == Address.Scheme && next.Host == Host }, null);
    }

    /// <summary>The call this request is.</summary>
    public EffectCall Call(EffectIntent intent, EffectSecrets secrets, DateTimeOffset now)
    {
        var request = intent.Request;
        var body = HasBody && request.Body is { } text ? Encoding.UTF8.GetBytes(text) : null;
        var headers = request.Headers.Where(h => IsTrusted || (h.Secret is null && EffectChecks.IsOfContent(h.Name)))
            .Select(h => KeyValuePair.Create(h.Name, h.Secret is { } name ? h.Text + secrets[name] : h.Text)).ToList();
        if (IsTrusted && request.SigningSecret is { } signing)
            headers.Add(KeyValuePair.Create(WebhookSignature.Header, WebhookSignature.Sign(secrets[signing], now, body)));
        return new(intent.OrganizationId, intent.Key, Method, Text, headers, body);
    }

    private static EffectHop At(Uri address, string method, bool hasBody, EffectMachinery machinery) =>
        new($"{HostPattern.NameOf(address)}:{address.Port}", machinery.Http, address, address.AbsoluteUri, method, hasBody);
}
