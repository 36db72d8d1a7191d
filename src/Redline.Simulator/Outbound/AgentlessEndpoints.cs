using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Redline.Simulator.Http;

namespace Redline.Simulator.Outbound;

/// <summary>Messages and e-mails that no agent sends. They go nowhere but into the outbox.</summary>
internal sealed partial class AgentlessEndpoints(Outbox outbox)
{
    private const int LongestText = 765;

    private static readonly string[] Messengers = ["sms", "whatsapp", "open", "webmessaging", "apple"];

    internal void Map(RouteTable routes)
    {
        routes.Add("POST", "/api/v2/conversations/messages/agentless", Requirement.All("conversation:message:create"), SendMessage);
        routes.Add("POST", "/api/v2/conversations/emails/agentless", Requirement.Any("conversation:email:create", "conversation:agentlessEmail:send"), SendEmail);
    }

    private EmulatedAnswer SendMessage(PlatformCall call)
    {
        if (call.Token.User is not null) return call.NotAuthorized();
        if (call.ReadJson() is not JsonObject body) return call.BadRequest("The body is not a message.");
        var (from, to, messenger, text) = (Text(body["fromAddress"]), Text(body["toAddress"]), Text(body["toAddressMessengerType"]), Text(body["textBody"]));
        if (from is null || to is null) return call.BadRequest("fromAddress and toAddress are required.");
        if (!Messengers.Contains(messenger)) return call.InvalidValue(messenger ?? "", "toAddressMessengerType", string.Join(", ", Messengers));
        if (messenger == "sms" && !(E164().IsMatch(from) && E164().IsMatch(to))) return call.BadRequest("The addresses of an SMS are numbers in E.164 format.");
        if (text is null && body["messagingTemplate"] is null) return call.BadRequest("textBody or messagingTemplate is required.");
        if (text?.Length > LongestText) return call.BadRequest($"textBody may have at most {LongestText} characters.");

        var answer = new JsonObject
        {
            ["messengerType"] = messenger,
            ["id"] = WireText.NewId(),
            ["conversationId"] = WireText.NewId(),
            ["fromAddress"] = from,
            ["toAddress"] = to,
            ["textBody"] = text,
            ["useExistingActiveConversation"] = false,
            ["timestamp"] = WireText.Instant(call.Now),
        };
        answer["selfUri"] = $"/api/v2/conversations/messages/{answer["conversationId"]}/messages/{answer["id"]}";
        outbox.Add((JsonObject)answer.DeepClone());
        return EmulatedAnswer.Json(answer, 202);
    }

    private EmulatedAnswer SendEmail(PlatformCall call)
    {
        if (call.ReadJson() is not JsonObject body) return call.BadRequest("The body is not an e-mail.");
        if (Text(body["senderType"]) is not "Outbound") return call.InvalidValue(Text(body["senderType"]) ?? "", "senderType", "Outbound");
        if (Text(body["fromAddress"]?["email"]) is null) return call.BadRequest("fromAddress is required.");
        if (body["toAddresses"] is not JsonArray { Count: 1 } to || Text(to[0]?["email"]) is null) return call.BadRequest("toAddresses must have exactly one address.");
        if (Text(body["textBody"]) is null && Text(body["htmlBody"]) is null) return call.BadRequest("textBody or htmlBody is required.");
        var answer = new JsonObject
        {
            ["id"] = WireText.NewId(),
            ["conversationId"] = Text(body["conversationId"]) ?? WireText.NewId(),
            ["senderType"] = "Outbound",
            ["fromAddress"] = body["fromAddress"]!.DeepClone(),
            ["toAddresses"] = to.DeepClone(),
            ["replyToAddress"] = body["replyToAddress"]?.DeepClone(),
            ["subject"] = Text(body["subject"]),
            ["dateCreated"] = WireText.Instant(call.Now),
        };
        answer["selfUri"] = $"/api/v2/conversations/emails/{answer["conversationId"]}/messages/{answer["id"]}";
        var kept = (JsonObject)answer.DeepClone();
        kept["textBody"] = Text(body["textBody"]);
        kept["htmlBody"] = Text(body["htmlBody"]);
        outbox.Add(kept);
        return EmulatedAnswer.Json(answer, 202);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    [GeneratedRegex(@"^\+[1-9]\d{6,14}\z")]
    private static partial Regex E164();
}
