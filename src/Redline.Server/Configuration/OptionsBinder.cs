using System.Collections;
using System.Reflection;

namespace Redline.Server.Configuration;

/// <summary>Puts given values into copies of the records of options, and adds what cannot be read to the mistakes. One thread.</summary>
internal sealed class OptionsBinder(IReadOnlyDictionary<string, GivenValue> given, List<ConfigurationMistake> mistakes)
{
    /// <summary>A copy of a record with the values given below a path.</summary>
    public object Bind(object defaults, string path)
    {
        // The copy of a record that no `with` expression can name, as the type is not known here.
        var copy = defaults.GetType().GetMethod("<Clone>$")!.Invoke(defaults, null)!;
        foreach (var property in Settings.PropertiesOf(copy.GetType(), path))
            property.SetValue(copy, ValueOf(property, copy, Settings.KeyOf(path, property)));
        return copy;
    }

    private object? ValueOf(PropertyInfo property, object record, string key)
    {
        var (type, present) = (property.PropertyType, property.GetValue(record));
        if (Settings.NamedBy(type) is { } named) return BindNamed(type, named, (IEnumerable)present!, key);
        return Settings.IsSection(type)
            ? Bind(present!, key)
            : Read(type, key, present, property.IsDefined(typeof(SecretOptionAttribute)));
    }

    // What has a name already keeps what is not given anew; another name is added to those there are.
    private object BindNamed(Type mapType, Type named, IEnumerable present, string key)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(mapType.GenericTypeArguments))!;
        foreach (var pair in present)
        {
            var type = pair.GetType();
            map.Add(type.GetProperty("Key")!.GetValue(pair)!, type.GetProperty("Value")!.GetValue(pair));
        }

        var names = given.Keys.Where(k => k.StartsWith(key + ".", StringComparison.Ordinal)).Select(k => k[(key.Length + 1)..].Split('.')[0]);
        foreach (var name in names.Concat(map.Keys.Cast<string>()).Distinct(StringComparer.Ordinal).ToArray())
        {
            var path = Settings.Below(key, name);
            map[name] = Settings.IsSection(named)
                ? Bind(map[name] ?? Activator.CreateInstance(named)!, path)
                : Read(named, path, map[name], isSecret: false);
        }

        return map;
    }

    private object? Read(Type type, string key, object? otherwise, bool isSecret)
    {
        if (!given.TryGetValue(key, out var value)) return otherwise;
        if (SettingText.TryRead(type, value, out var read, out var expected)) return read;
        mistakes.Add(new(value.Place, "config.value", isSecret ? "" : value.Text, $"{key} is {expected}."));
        return otherwise;
    }
}
