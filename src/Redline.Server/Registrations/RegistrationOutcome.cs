namespace Redline.Server.Registrations;

/// <summary>What is to be registered, checked already.</summary>
/// <param name="PersonId">Whose device it is.</param>
/// <param name="Device">Its profile.</param>
/// <param name="DeviceId">The client's own name of the device.</param>
/// <param name="ChannelId">The client's own name of the channel.</param>
/// <param name="AppVersion">The version of what runs there; null: not said.</param>
/// <param name="EndpointUrl">Where a program is told; null: it is none.</param>
/// <param name="RotateSecret">Whether a program's signing secret is to be made anew.</param>
internal sealed record NewRegistration(
    string PersonId, DeviceProfile Device, string DeviceId, string ChannelId, string? AppVersion, string? EndpointUrl,
    bool RotateSecret);

/// <summary>Who asks for a change, for the audit log.</summary>
/// <param name="Subject">The caller's subject.</param>
/// <param name="ContextId">The correlation id of the request.</param>
internal readonly record struct RegistrationActor(string Subject, string ContextId);

/// <summary>Why nothing was registered.</summary>
internal enum RegistrationRefusal
{
    /// <summary>It was.</summary>
    None,

    /// <summary>The person has as many as there may be.</summary>
    PersonLimit,

    /// <summary>The organization has as many as there may be.</summary>
    OrganizationLimit,
}

/// <summary>What became of it.</summary>
/// <param name="Registration">The registration; null when refused.</param>
/// <param name="IsNew">Whether it was made now; else renewed.</param>
/// <param name="SigningSecret">The signing secret if one was made now, to be shown once; else null.</param>
/// <param name="Refusal">Why there is none.</param>
internal sealed record RegistrationOutcome(
    Registration? Registration, bool IsNew = false, string? SigningSecret = null,
    RegistrationRefusal Refusal = RegistrationRefusal.None)
{
    /// <summary>Spelled without the secret.</summary>
    public override string ToString() => $"{nameof(RegistrationOutcome)} {Registration?.Id} {Refusal}";
}
