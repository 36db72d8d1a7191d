using Redline.Server.OpenApi;

namespace Redline.Server.Parameters;

/// <summary>The bodies of parameters, for the API's document.</summary>
internal static class ParameterSchemas
{
    public const string Example = """
        {"description":"How long a caller may wait","defaultValue":120,"defaultFrom":"SERVICE_LEVEL_TARGET","values":{"12345678-1234-1234-1234-123456789012":30}}
        """;

    public const string TableExample = "queueId,queueName,value\r\n12345678-1234-1234-1234-123456789012,VIP,30\r\n";

    // A request may leave them out and may send null.
    private const string Properties = """
        "description":{"type":["string","null"],"minLength":1,"maxLength":2000},
        "defaultValue":{"type":["number","null"],"minimum":-1e12,"maximum":1e12,"description":"For queues of which nothing else is said; left out: they have no value, and what compares it is unknown."},
        "defaultFrom":{"type":["string","null"],"enum":["SERVICE_LEVEL_TARGET",null],"description":"Before defaultValue: the seconds within which the platform wants calls answered, where the source says so."}
        """;

    private const string Values = """ "values":{"type":["object","null"],"description":"By the id of the queue; at most 20,000.","additionalProperties":{"type":"number","minimum":-1e12,"maximum":1e12}} """;

    private const string Added = """
        "name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_]{0,63}$"},"version":{"type":"integer","minimum":1},"selfUri":{"type":"string"},"definedAt":{"type":"string","format":"date-time"},
        "streams":{"type":"array","items":{"type":"string"},"description":"The ids of the streams that name it."}
        """;

    public static readonly ApiSchema Definition = ApiSchema.Written(
        "ParameterDefinition",
        $$$$"""{"type":"object","description":"With at least one of defaultValue, defaultFrom and values.","properties":{ {{{{Properties}}}},{{{{Values}}}} }}""");

    public static readonly ApiSchema Parameter = ApiSchema.Written(
        "Parameter",
        $$$$"""{"type":"object","required":["name","version","selfUri","definedAt","values"],"properties":{ {{{{Added}}}},{{{{Properties}}}},{{{{Values}}}} }}""");

    public static readonly ApiSchema Table = ApiSchema.Written(
        "ParameterTable", """{"type":"string","description":"RFC 4180, UTF-8, at most 4 MiB: queueId,queueName,value. Names are not read; a queue without a value has none of its own."}""");

    public static readonly ApiSchema Page = ApiSchema.PageOf(ApiSchema.Written(
        "ListedParameter",
        $$$$"""
        {"type":"object","required":["name","version","selfUri","definedAt","valueCount","streams"],"properties":{ {{{{Added}}}},{{{{Properties}}}},
         "valueCount":{"type":"integer","description":"How many queues have a value of their own."} } }
        """));
}
