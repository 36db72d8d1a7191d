using System.Text;
using System.Text.Json.Nodes;

namespace Redline.Engine.Flows;

/// <summary>Fills in what a node asks to be done outside.</summary>
internal static class FlowEffects
{
    private const string SecretReference = "secret:";

    // What people read of the alert itself where the node has no words of its own.
    private static readonly FlowTemplate AlertTitle = FlowTemplate.Parse("{{queueName}}");
    private static readonly FlowTemplate AlertText = FlowTemplate.Parse("Longest wait {{waitTimeSeconds}} s, limit {{threshold}} s.");

    /// <summary>The effect of a node; null: it has none.</summary>
    public static FlowEffect? Of(FlowNode node, Func<string, FlowValue?> read) => node switch
    {
        HttpRequestNode { Request: var request } => new FlowEffect
        {
            Method = request.Method,
            Url = request.Url.Text(read, Uri.EscapeDataString),
            Headers = request.Headers.Count == 0 ? null : [.. request.Headers.Select(h => HeaderOf(h, read))],
            Body = request.Body is { } body ? FlowBody.Fill(body, read) : null,
        },
        ArchitectFlowNode architect => new FlowEffect { Url = architect.FlowId, Body = InputOf(architect, read) },
        NotifyNode notify => new FlowEffect
        {
            Title = Cut((notify.Title ?? AlertTitle).Text(read), Messages.Message.TitleLength),
            Text = Cut((notify.Text ?? AlertText).Text(read), Messages.Message.TextLength),
        },
        PresenceNode presence => new FlowEffect { Person = Cut(presence.Person.Text(read), Audiences.Audience.IdLength) },
        _ => null,
    };

    // The reference to a secret is read off what was written: a queue's name must not name a secret.
    private static FlowHeader HeaderOf(FlowField header, Func<string, FlowValue?> read)
    {
        if (header.Number is { } number) return new(header.Name, new FlowValue(number, null).ToString(), null);
        var source = header.Template!.Source;
        var at = source.LastIndexOf(SecretReference, StringComparison.Ordinal);
        var isReference = !header.Template.Names.Any() && (at == 0 || (at > 0 && source[at - 1] == ' '));
        return isReference ? new(header.Name, source[..at], source[(at + SecretReference.Length)..]) : new(header.Name, Plain(header.Template.Text(read)), null);
    }

    private static string InputOf(ArchitectFlowNode node, Func<string, FlowValue?> read)
    {
        var input = new JsonObject();
        foreach (var field in node.Input)
            if ((field.Number is { } number ? new FlowValue(number, null) : field.Template!.Value(read)) is { } value)
                input[field.Name] = value.Number is { } known ? JsonValue.Create(known) : JsonValue.Create(value.Text);
        return input.ToJsonString(FlowBody.Options);
    }

    // A header is printable ASCII on one line; whatever else a variable holds is left out rather than refused.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text) plain.Append(c is < ' ' or > '~' ? '?' : c);
        return plain.Length <= 2_048 ? plain.ToString() : plain.ToString(0, 2_048);
    }

    private static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
