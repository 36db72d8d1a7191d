using System.Reflection;

namespace Redline.Server.Configuration;

/// <summary>All options, read off <see cref="RedlineOptions"/>: the records are the one place that says what there is.</summary>
internal static class Settings
{
    // What the server itself says: where the journal is, and what only a simulation needs.
    private static readonly HashSet<string> OfTheServer = new(StringComparer.Ordinal) { "journal.path", "engine.sourceGraceSeconds" };

    /// <summary>Every option, in the order of the records.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Of(typeof(RedlineOptions), "")];

    /// <summary>The options of a record: its properties that can be set, but for those the server sets.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type record, string path) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && !OfTheServer.Contains(KeyOf(path, p)));

    /// <summary>The key of a property below a path.</summary>
    public static string KeyOf(string path, PropertyInfo property)
    {
        var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        if (property.PropertyType == typeof(TimeSpan) || property.PropertyType == typeof(TimeSpan?)) name += "Seconds";
        return Below(path, name);
    }

    /// <summary>A name below a path.</summary>
    public static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Whether a type is a record of options of its own.</summary>
    public static bool IsSection(Type type) => type is { IsClass: true, IsGenericType: false } && type != typeof(string);

    /// <summary>What a map of named options maps to; null: it is none.</summary>
    public static Type? NamedBy(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GenericTypeArguments[1] : null;

    /// <summary>The options of a record and of those in it, below a path.</summary>
    public static IEnumerable<Setting> Of(Type record, string path)
    {
        foreach (var property in PropertiesOf(record, path))
        {
            var key = KeyOf(path, property);
            var type = property.PropertyType;
            if (NamedBy(type) is { } named) (key, type) = (key + ".*", named);
            if (!IsSection(type)) yield return new(key, type, property.IsDefined(typeof(SecretOptionAttribute)));
            else
                foreach (var setting in Of(type, key)) yield return setting;
        }
    }
}
