using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Redline.GenesysCloud;
using Redline.GenesysCloud.Access;

namespace Redline.Server.Genesys;

/// <summary>One organization of Genesys Cloud that is connected; its name in the configuration is the source's id. Immutable.</summary>
internal sealed record GenesysOptions
{
    /// <summary>The region's domain, such as <c>mypurecloud.de</c>; new ones need no new version. Default null: the addresses say it.</summary>
    public string? Region { get; init; }

    /// <summary>Where tokens are given out, instead of the region's own. Default null.</summary>
    public string? LoginAddress { get; init; }

    /// <summary>Where the API is, instead of the region's own. Default null.</summary>
    public string? ApiAddress { get; init; }

    /// <summary>The OAuth client (client credentials). Default empty, which is refused.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The client's secret; better in a file or a variable of the environment. Default null.</summary>
    [SecretOption]
    public string? ClientSecret { get; init; }

    /// <summary>A file that holds the client's secret and nothing else; read again with each token. Default null.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>A file of certificate authorities (PEM) that are trusted beside the system's. Default null.</summary>
    public string? AuthoritiesFile { get; init; }

    /// <summary>The proxy on the way out; without one the environment's HTTPS_PROXY and NO_PROXY count.</summary>
    public GenesysProxyOptions Proxy { get; init; } = new();

    /// <summary>How the connector behaves.</summary>
    public GenesysConnectorOptions Connector { get; init; } = new();

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Region is not null && Uri.CheckHostName(Region) != UriHostNameType.Dns)
            errors.Add($"{nameof(Region)} must be a domain such as mypurecloud.de, without scheme and path.");
        if (Region is null && (LoginAddress is null || ApiAddress is null))
            errors.Add($"{nameof(Region)} must be given, such as mypurecloud.de, or both {nameof(LoginAddress)} and {nameof(ApiAddress)}.");
        CheckAddress(nameof(LoginAddress), LoginAddress, errors);
        CheckAddress(nameof(ApiAddress), ApiAddress, errors);
        if (string.IsNullOrWhiteSpace(ClientId)) errors.Add($"{nameof(ClientId)} must be the id of an OAuth client with the grant client credentials.");
        if (string.IsNullOrEmpty(ClientSecret) == string.IsNullOrEmpty(ClientSecretFile))
            errors.Add($"{nameof(ClientSecretFile)} must name a file with the client's secret; or set {nameof(ClientSecret)}, best by its variable; not both.");
        else if (ClientSecretFile is { } file && !File.Exists(file)) errors.Add($"{nameof(ClientSecretFile)} must be there and readable.");
        if (AuthoritiesFile is not null && Authorities(out var problem) is null) errors.Add($"{nameof(AuthoritiesFile)} must hold certificates in PEM: {problem}");
        return errors;
    }

    /// <summary>The connection these options describe. They are valid.</summary>
    public GenesysConnection Connect(string sourceId)
    {
        var region = Region is { } domain ? GenesysConnection.AddressesOf(domain) : default;
        var login = LoginAddress is { } given ? AddressOf(given) : region.Login;
        var api = ApiAddress is { } other ? AddressOf(other) : region.Api;
        return new(sourceId, login, api, ClientId, () => ClientSecret ?? File.ReadAllText(ClientSecretFile!).Trim())
        {
            Proxy = Proxy.ToProxy(),
            Authorities = AuthoritiesFile is null ? [] : Authorities(out _)!,
        };
    }

    // A base address without its last slash would lose its last part.
    private static Uri AddressOf(string text) => new(text.EndsWith('/') ? text : text + "/");

    private static void CheckAddress(string name, string? address, List<string> errors)
    {
        if (address is null) return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
            errors.Add($"{name} must be an address such as https://api.mypurecloud.de, without query and user.");
        else if (uri.Scheme == "http" && !uri.IsLoopback)
            errors.Add($"{name} must be https beyond loopback: tokens would travel readable.");
    }

    private X509Certificate2Collection? Authorities(out string problem)
    {
        var found = new X509Certificate2Collection();
        problem = "there is none in it.";
        try
        {
            found.ImportFromPemFile(AuthoritiesFile!);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        return found.Count > 0 ? found : null;
    }
}

/// <summary>A proxy on the way to Genesys Cloud, for HTTP and WebSocket. Immutable.</summary>
internal sealed record GenesysProxyOptions
{
    private const int MaxBypass = 100;

    /// <summary>Where it is: <c>http://proxy.example.com:3128</c>. Default null: the environment says.</summary>
    public string? Address { get; init; }

    /// <summary>Who asks it. Default null: it needs nobody.</summary>
    public string? User { get; init; }

    /// <summary>The user's password. Default null.</summary>
    [SecretOption]
    public string? Password { get; init; }

    /// <summary>A file that holds the password and nothing else. Default null.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Hosts it is not used for, as in NO_PROXY: names, domains, addresses, networks (CIDR), with a port or without. Default none; at most 100.</summary>
    public IReadOnlyList<string> Bypass { get; init; } = [];

    /// <summary>Everything that is wrong with these options, each with the property's name; empty: nothing.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Address is not null && (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0))
            errors.Add($"{nameof(Address)} must be an address such as http://proxy.example.com:3128; the user goes into {nameof(User)}.");
        if (Address is null && (User is not null || Bypass.Count > 0)) errors.Add($"{nameof(Address)} must be given where {nameof(User)} or {nameof(Bypass)} is.");
        if (User is null && (Password is not null || PasswordFile is not null)) errors.Add($"{nameof(User)} must be given where there is a password.");
        if (Password is not null && PasswordFile is not null) errors.Add($"{nameof(PasswordFile)} must be left out where {nameof(Password)} is given.");
        if (PasswordFile is { } file && !File.Exists(file)) errors.Add($"{nameof(PasswordFile)} must be there and readable.");
        if (Bypass.Count > MaxBypass) errors.Add($"{nameof(Bypass)} must have at most {MaxBypass} items.");
        return errors;
    }

    /// <summary>The proxy; null: the environment says.</summary>
    public IWebProxy? ToProxy()
    {
        if (Address is null) return null;
        var password = Password ?? (PasswordFile is { } file ? File.ReadAllText(file).Trim() : "");
        return new OutboundProxy(new(Address), User is null ? null : new NetworkCredential(User, password), Bypass);
    }
}
