using Redline.Engine.Definitions;
using Redline.Engine.Streams;
using Redline.Server.Streams;

namespace Redline.Server.Demo;

/// <summary>The streams of the demo: those of a file, or its own.</summary>
internal static class DemoStreams
{
    private const string Own = """
        [{"id":"long-wait","name":"Callers waiting too long","entityType":"queue","notificationType":"PUSH",
          "levels":[
            {"severity":"WARNING","filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":60}},
            {"severity":"CRITICAL","filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":300}}],
          "clearAfterSeconds":10,"cooldownSeconds":60,"flow":"Queue_Escalation_Trigger"}]
        """;

    public static IReadOnlyList<StreamDefinition> Read(string? file, out IReadOnlyList<DefinitionError> errors) =>
        file is null ? StreamFile.Parse(System.Text.Encoding.UTF8.GetBytes(Own), out errors) : StreamFile.Read(file, out errors);
}
