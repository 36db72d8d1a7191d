namespace Redline.Server.Identity;

/// <summary>Finds who a bearer token or API key stands for. Any thread.</summary>
internal interface ICallers
{
    /// <summary>The caller; null when the token is not valid, or no longer.</summary>
    ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken);
}
