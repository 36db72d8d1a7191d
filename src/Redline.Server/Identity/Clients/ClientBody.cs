using System.Text.Json;
using Redline.Server.Http;
using Redline.Server.Identity.Records;

namespace Redline.Server.Identity.Clients;

/// <summary>What a client is to be made of.</summary>
internal sealed record ClientBody(string Name, PersonRole? Role, IReadOnlyList<string>? Permissions, string? PersonId)
{
    /// <summary>Reads it; null when anything is wrong, and then every problem.</summary>
    public static ClientBody? Read(JsonElement root, Caller caller, IdentityStore store, List<ApiErrorDetail> problems)
    {
        var fields = new BodyFields(root, problems, "name", "role", "permissions", "personId");
        var name = fields.Text("name", 200, required: true);
        var role = ReadRole(fields);
        var permissions = fields.Texts("permissions", Identity.Permissions.All.Count, 200);
        var personId = fields.Text("personId", 100);
        if (problems.Count > 0) return null;

        if (role is not null && permissions is not null)
            fields.Add("client.rights.both", "permissions", "Give a role or permissions, not both.");
        if (role is null && permissions is null && personId is null)
            fields.Add("client.rights.none", "role", "Give a role, permissions, or the personId of the person the client stands for.");
        GrantablePermissions.Check(caller, role is { } given ? Identity.Permissions.Of(given) : permissions ?? [], role is null ? "permissions" : "role", fields);
        if (personId is not null) CheckPerson(caller, personId, store, fields);
        return problems.Count > 0 ? null : new(name!, role, permissions, personId);
    }

    private static PersonRole? ReadRole(BodyFields fields)
    {
        if (fields.Text("role", 20) is not { } word) return null;
        var role = PersonRoles.Parse(word);
        if (role is null) fields.Add("role.unknown", "role", $"role is one of {PersonRoles.Words}.");
        return role;
    }

    private static void CheckPerson(Caller caller, string personId, IdentityStore store, BodyFields fields)
    {
        if (store.People.Find(personId) is not { } person)
            fields.Add("person.unknown", "personId", "There is no such person.");
        else GrantablePermissions.Check(caller, Identity.Permissions.Of(person.Role), "personId", fields);
    }
}
