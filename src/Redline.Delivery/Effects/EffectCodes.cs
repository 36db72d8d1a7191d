namespace Redline.Delivery.Effects;

/// <summary>Why an effect, or an attempt at one, failed. The texts are stable; docs/operating/flows-http.md says what to do about each.</summary>
public static class EffectCodes
{
    /// <summary>The intent is not one: a method, a header, a bound.</summary>
    public const string Request = "effect.request";

    /// <summary>Too many effects wait, at this host or altogether, or at too many hosts.</summary>
    public const string Bound = "effect.bound";

    /// <summary>The effect took longer than it may altogether.</summary>
    public const string Deadline = "effect.deadline";

    /// <summary>Nothing here carries such an effect out: no platform is connected.</summary>
    public const string NoTarget = "effect.no.target";

    /// <summary>Something of our own went wrong; the log has it.</summary>
    public const string Fault = "effect.fault";

    /// <summary>The server ended while it was under way: nobody knows whether it was sent.</summary>
    public const string Unknown = "effect.unknown";

    /// <summary>The address is none.</summary>
    public const string Url = "url.invalid";

    /// <summary>The address is plain HTTP, which is not allowed.</summary>
    public const string PlainHttp = "url.plain";

    /// <summary>The host is not among those allowed.</summary>
    public const string HostRefused = "host.refused";

    /// <summary>The host's name is not known.</summary>
    public const string HostUnknown = "host.unknown";

    /// <summary>The host has no address but private, loopback, link-local and other special ones.</summary>
    public const string AddressRefused = "address.refused";

    /// <summary>The circuit to the host is open: it failed too often just now.</summary>
    public const string CircuitOpen = "circuit.open";

    /// <summary>No connection came about.</summary>
    public const string Connect = "http.connect";

    /// <summary>The host's certificate, or what it speaks, is not trusted.</summary>
    public const string Tls = "http.tls";

    /// <summary>The proxy on the way out refused or failed.</summary>
    public const string Proxy = "http.proxy";

    /// <summary>The attempt took longer than it may.</summary>
    public const string Timeout = "http.timeout";

    /// <summary>The connection broke before the answer was whole.</summary>
    public const string Broken = "http.broken";

    /// <summary>What came is not HTTP.</summary>
    public const string Garbled = "http.garbled";

    /// <summary>The answer has a status that is no success.</summary>
    public const string Status = "http.status";

    /// <summary>More redirects than are followed.</summary>
    public const string RedirectLimit = "redirect.limit";

    /// <summary>A redirect without a usable address.</summary>
    public const string RedirectLocation = "redirect.location";

    /// <summary>A redirect from https to http.</summary>
    public const string RedirectDowngrade = "redirect.downgrade";

    /// <summary>The answer is longer than is read.</summary>
    public const string AnswerLarge = "answer.large";

    /// <summary>The answer is not JSON by its type, and something was to be read off it.</summary>
    public const string AnswerType = "answer.type";

    /// <summary>The answer is not JSON, and something was to be read off it.</summary>
    public const string AnswerJson = "answer.json";

    /// <summary>What stands in the answer is no number and no text, or too long.</summary>
    public const string AnswerValue = "answer.value";

    /// <summary>No secret has the name.</summary>
    public const string SecretUnknown = "secret.unknown";

    /// <summary>The secret cannot be read.</summary>
    public const string SecretUnreadable = "secret.unreadable";

    /// <summary>The secret is not one: shorter than 8 characters, longer than 4,096, or not printable ASCII.</summary>
    public const string SecretUnfit = "secret.unfit";
}
