namespace Redline.Server;

/// <summary>Marks an option whose value is shown to nobody, neither in an error nor where the configuration is printed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretOptionAttribute : Attribute;
