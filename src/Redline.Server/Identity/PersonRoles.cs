namespace Redline.Server.Identity;

/// <summary>The roles as people.yaml and the API spell them.</summary>
internal static class PersonRoles
{
    /// <summary>Every word, for messages.</summary>
    public const string Words = "AGENT, SUPERVISOR, ADMINISTRATOR, INTEGRATION";

    /// <summary>The role as it is written.</summary>
    public static string Word(PersonRole role) => role.ToString().ToUpperInvariant();

    /// <summary>The role a word means; null: none.</summary>
    public static PersonRole? Parse(string word) => word switch
    {
        "AGENT" => PersonRole.Agent,
        "SUPERVISOR" => PersonRole.Supervisor,
        "ADMINISTRATOR" => PersonRole.Administrator,
        "INTEGRATION" => PersonRole.Integration,
        _ => null,
    };
}
