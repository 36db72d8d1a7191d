using System.Text.RegularExpressions;
using Redline.Delivery.People;
using YamlDotNet.RepresentationModel;

namespace Redline.Server.Identity.People;

/// <summary>Reads one mapping of people.yaml strictly, adding every mistake with its line.</summary>
internal sealed partial class PeopleNode
{
    private const int MaxIdLength = 100;
    private const int MaxTextLength = 200;
    private const int MaxListed = 1000;

    private readonly YamlMappingNode _node;
    private readonly List<PeopleMistake> _mistakes;

    /// <param name="node">The mapping.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="known">The keys there may be.</param>
    public PeopleNode(YamlMappingNode node, List<PeopleMistake> mistakes, params IReadOnlyList<string> known)
    {
        _node = node;
        _mistakes = mistakes;
        foreach (var (key, _) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && known.Contains(name, StringComparer.Ordinal)) continue;
            Add(key, "people.key", $"This key is not known; there are: {string.Join(", ", known)}.");
        }
    }

    /// <summary>The value of a key; null: not there.</summary>
    public YamlNode? Find(string key) =>
        _node.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: { } name } && name == key).Value;

    /// <summary>A person; null when there is a mistake.</summary>
    public static PersonRecord? ReadPerson(YamlNode item, List<PeopleMistake> mistakes)
    {
        var before = mistakes.Count;
        if (item is not YamlMappingNode mapping)
        {
            mistakes.Add(new(item.Start.Line, "people.person", "A person is a mapping with id, name and role."));
            return null;
        }

        var node = new PeopleNode(mapping, mistakes, "id", "name", "role", "queues", "divisions", "email", "phone");
        var id = node.Text("id", MaxIdLength, IdPattern(), "letters, digits and . _ @ -, at most 100", required: true);
        var name = node.Text("name", MaxTextLength, LinePattern(), "one line of at most 200 characters", required: true);
        var role = node.Role();
        var visible = new Visibility(node.Texts("queues"), node.Texts("divisions"));
        var email = node.Text("email", MaxTextLength, EmailPattern(), "an e-mail address");
        var phone = node.Text("phone", MaxTextLength, PhonePattern(), "a number in E.164 form, in quotes: \"+4930123456\"");
        return mistakes.Count > before ? null : new(id!, name!, role, visible, email, phone, FromFile: true);
    }

    private PersonRole Role()
    {
        var word = Text("role", 20, LinePattern(), "a role", required: true);
        if (word is null) return default;

        // An integration is a program; it gets a client.
        if (PersonRoles.Parse(word) is { } role and not PersonRole.Integration) return role;
        Add(Find("role")!, "people.role", "role is AGENT, SUPERVISOR or ADMINISTRATOR.");
        return default;
    }

    private string? Text(string key, int maxLength, Regex pattern, string what, bool required = false)
    {
        var value = Find(key);
        if (value is null)
        {
            if (required) Add(_node, "people.required", $"{key} is missing.");
            return null;
        }

        if (value is YamlScalarNode { Value: { } text } && text.Length <= maxLength && pattern.IsMatch(text))
            return text;
        Add(value, "people." + key, $"{key} is {what}.");
        return null;
    }

    private string[] Texts(string key)
    {
        var value = Find(key);
        if (value is null) return [];
        if (value is YamlSequenceNode list && list.Children.Count <= MaxListed)
        {
            foreach (var child in list.Children.Where(c => !IsId(c)))
                Add(child, "people." + key, $"{key} lists ids of 1 to 200 characters.");
            return [.. list.Children.Where(IsId).Select(c => ((YamlScalarNode)c).Value!)];
        }

        Add(value, "people." + key, $"{key} is a list of at most {MaxListed} ids.");
        return [];
    }

    private static bool IsId(YamlNode node) =>
        node is YamlScalarNode { Value: { Length: <= MaxTextLength } text } && LinePattern().IsMatch(text);

    private void Add(YamlNode node, string code, string message) => _mistakes.Add(new(node.Start.Line, code, message));

    [GeneratedRegex(@"\A[A-Za-z0-9._@-]+\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A(?=.*\S)[^\p{C}]+\z")]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"\A[^@\s\p{C}]+@[^@\s\p{C}]+\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\A\+[1-9][0-9]{4,14}\z")]
    private static partial Regex PhonePattern();
}
