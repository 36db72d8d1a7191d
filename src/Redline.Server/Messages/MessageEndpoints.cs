using System.Text.Json.Serialization;
using Redline.Delivery.Organizations;
using Redline.Engine;
using Redline.Engine.Messages;
using Redline.Server.Http;
using Redline.Server.Identity;
using Redline.Server.OpenApi;

namespace Redline.Server.Messages;

/// <summary>
/// <c>POST /api/v2/pushnotifications/messages</c>: a message to people, through the engine and its journal as alerts
/// go. Needs the engine loop and <see cref="IMessageReach"/> by injection.
/// </summary>
internal static class MessageEndpoints
{
    public const string Path = "/api/v2/pushnotifications/messages";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, SendAsync)
        .Requires(Permissions.MessageAdd).RefusesWithoutStorage()
        .Describes("Messages", "sendMessage", "Tells people something until it expires.", Api.Takes(MessageSchemas.New, MessageSchemas.Example),
            Api.Answers(201, "It was sent.", MessageSchemas.Message), Api.Refuses(409, "message.limit"));

    private static async Task<IResult> SendAsync(HttpContext http, EngineLoop loop, IMessageReach reach)
    {
        var read = await JsonBody.ReadAsync(http, MessageBody.MaxBytes);
        if (read.Refusal is { } refusal) return refusal;
        using var json = read.Json!;
        var problems = new List<ApiErrorDetail>();
        if (MessageBody.Read(json.RootElement, http.Caller().SubjectId, problems) is not { } send)
            return ApiResults.BadRequest(http, problems);
        try
        {
            var decision = await loop.DecideAsync(send, http.RequestAborted);
            var sent = decision.Events.OfType<MessageSent>().Single();
            return Results.Json(MessageAnswer.Of(sent, reach.CountOf(sent.Audience)), statusCode: StatusCodes.Status201Created);
        }
        catch (EngineLimitException e)
        {
            return ApiResults.Refuse(http, StatusCodes.Status409Conflict, e.Code, e.Message);
        }
    }

    internal sealed record MessageAnswer(
        string Id, string State, string SentAt, string ExpiresAt, int Recipients,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MessageWarning>? Warnings)
    {
        private static readonly MessageWarning Nobody = new(
            "NOBODY_REACHED", "Nobody of the audience has a device registered now. Who registers before it expires is told then.");

        public static MessageAnswer Of(MessageSent sent, int recipients) => new(
            Message.FormatId(sent.Number), "SENT", sent.At.ToString(), sent.ExpiresAt.ToString(), recipients,
            recipients == 0 ? [Nobody] : null);
    }

    internal sealed record MessageWarning(string Code, string Message);
}
