using System.Net;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

/// <summary>What a test that calls servers on this machine allows.</summary>
internal static class LoopbackReach
{
    public static EffectReach Of(ISecretSource? secrets = null, params string[] networks) => new()
    {
        Egress = new() { AllowedHosts = ["*:*"], AllowedNetworks = networks.Length == 0 ? ["127.0.0.0/8"] : networks, AllowPlainHttp = true },
        Secrets = secrets ?? new NoSecrets(),
        Proxy = new NoProxy(),
    };

    /// <summary>Secrets in memory.</summary>
    internal sealed class Secrets(params (string Name, string Value)[] all) : ISecretSource
    {
        public string? Find(string name) => all.FirstOrDefault(s => s.Name == name).Value;
    }

    /// <summary>No proxy, whatever the environment of the test says.</summary>
    internal sealed class NoProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => null;

        public bool IsBypassed(Uri host) => true;
    }
}
