using System.Text.Json;
using Redline.Engine.Flows;

namespace Redline.Engine.Tests.Flows;

public sealed class FlowDefinitionReaderTests
{
    private const string Everything = """
        {"name":"all","description":"d","cooldownSeconds":1.5,"stormMode":"EACH","inputs":["lead"],"nodes":[
         {"id":"a","type":"decision","expression":"waitTimeSeconds > threshold * 2 and (data.lead = \"x\" or exists(data.tier))","next":{"yes":"b","no":"c","unknown":"end"}},
         {"id":"b","type":"httpRequest","method":"PATCH","url":"https://crm.example.com/a?q={{queueId}}","headers":{"X-A":"secret:crm","X-N":3},"body":{"a":["{{queueName}}",1,true,null]},
          "signingSecret":"crm","timeoutSeconds":2.5,"overallTimeoutSeconds":20,"retry":{"attempts":2,"delaySeconds":0.5},"answer":{"tier":"$.customer['the tier'][0]"},"next":{"ok":"c","failed":"d"}},
         {"id":"c","type":"wait","seconds":60,"until":["acknowledged","resolved"],"next":{"elapsed":"d","acknowledged":"end","resolved":"stop"}},
         {"id":"d","type":"presence","person":"{{data.lead}}","next":{"online":"e","offline":"f","away":"e"}},
         {"id":"e","type":"notify","audience":{"people":["ana"],"roles":["AGENT"],"queues":["q"],"everyone":true},"renotify":true,"title":"{{queueName}}","text":"{{waitTimeSeconds}}","next":{"done":"g","nobody":"f"}},
         {"id":"f","type":"architectFlow","flowId":"f-1","input":{"n":1,"q":"{{queueId}}"},"next":{"ok":"g","failed":"g"}},
         {"id":"g","type":"setData","data":{"who":"{{person.id}}","level":2},"next":{"done":"c"}},
         {"id":"stop","type":"end"}]}
        """;

    [Fact]
    public void Read_WhenTheFlowHasEveryNode_IsSpelledAsItReads()
    {
        var spelled = FlowDefinitionWriter.ToJson(SomeFlow.Read(Everything));
        Assert.Equal(spelled, FlowDefinitionWriter.ToJson(SomeFlow.Read(spelled)));
        foreach (var shipped in ShippedFlows.All)
            Assert.Equal(FlowDefinitionWriter.ToJson(shipped), FlowDefinitionWriter.ToJson(SomeFlow.Read(FlowDefinitionWriter.ToJson(shipped))));
    }

    // Design section 9, word for word.
    [Fact]
    public void Shipped_WhenLookedAt_IsThatOfTheDesign()
    {
        var flow = Assert.Single(ShippedFlows.All);
        Assert.Equal(("Queue_Escalation_Trigger", 3), (flow.Name, flow.Nodes.Count));
        var decision = Assert.IsType<DecisionNode>(flow.Nodes[0]);
        Assert.Equal(("node1", "waitTimeSeconds > threshold", "node2", "end"), (decision.Id, decision.Expression.Text, decision.After("yes"), decision.After("no")));
        var request = Assert.IsType<HttpRequestNode>(flow.Nodes[1]);
        Assert.Equal(("node2", "POST", "/api/v2/escalations/create", "node3", "node3"), (request.Id, request.Request.Method, request.Request.Url.Source, request.After("ok"), request.After("failed")));
        Assert.Equal("node3", Assert.IsType<NotifyNode>(flow.Nodes[2]).Id);
    }

    [Theory]
    [InlineData("https://evil.example.com@good.example.com/")]
    [InlineData("https://{{queueName}}.example.com/")]
    [InlineData("https://crm.example.com{{queueName}}/")]
    [InlineData("//evil.example.com/")]
    [InlineData("/\\\\evil.example.com/")]
    [InlineData("ftp://crm.example.com/")]
    [InlineData("{{queueName}}")]
    [InlineData("crm.example.com/x")]
    public void Read_WhenTheHostIsNotWrittenOut_RefusesTheAddress(string url)
    {
        Assert.Null(SomeFlow.TryRead($$"""{"name":"f","nodes":[{"id":"a","type":"httpRequest","method":"GET","url":"{{url}}","next":{"ok":"end","failed":"end"} }]}""", out var errors));
        Assert.Equal(("flow.url", "$.nodes[0].url"), (Assert.Single(errors).Code, errors[0].Path));
    }

    [Theory]
    [InlineData("https://crm.example.com")]
    [InlineData("https://crm.example.com:8443/a/{{queueId}}")]
    [InlineData("/api/v2/x/{{queueId}}")]
    public void Read_WhenTheHostIsWrittenOut_TakesTheAddress(string url) =>
        SomeFlow.Read($$"""{"name":"f","nodes":[{"id":"a","type":"httpRequest","method":"GET","url":"{{url}}","next":{"ok":"end","failed":"end"} }]}""");

    [Theory]
    [InlineData("Bearer secret:{{queueName}}")]
    [InlineData("secret:{{queueName}}")]
    public void Read_WhenTheNameOfASecretIsFilledIn_RefusesIt(string value)
    {
        Assert.Null(SomeFlow.TryRead($$"""{"name":"f","nodes":[{"id":"a","type":"httpRequest","method":"GET","url":"/x","headers":{"A":"{{value}}"},"next":{"ok":"end","failed":"end"} }]}""", out var errors));
        Assert.Equal("flow.secret.template", Assert.Single(errors).Code);
    }

    [Theory]
    [InlineData("executions")]
    [InlineData("Validate")]
    [InlineData("a b")]
    [InlineData("..")]
    [InlineData("ä")]
    public void Read_WhenTheNameCannotBeAPath_RefusesIt(string name)
    {
        Assert.Null(SomeFlow.TryRead($$"""{"name":"{{name}}","nodes":[{"id":"a","type":"notify","next":{"done":"end"} }]}""", out var errors));
        Assert.Equal("flow.name", Assert.Single(errors).Code);
    }

    // A loop through a wait is patience; one through anything else is a spin, however long the way around.
    [Fact]
    public void Read_WhenALoopHasAWaitSomewhere_TakesIt()
    {
        const string loop = """{"name":"f","nodes":[{"id":"a","type":"notify","next":{"done":"b"}},{"id":"b","type":"$","next":{"elapsed":"c"}},{"id":"c","type":"setData","data":{"x":1},"next":{"done":"a"}}]}""";
        SomeFlow.Read(loop.Replace("\"$\"", "\"wait\",\"seconds\":1", StringComparison.Ordinal));
        Assert.Null(SomeFlow.TryRead(loop.Replace("\"$\",\"next\":{\"elapsed\"", "\"notify\",\"next\":{\"done\"", StringComparison.Ordinal), out var errors));
        Assert.Equal("flow.loop", Assert.Single(errors).Code);
    }

    // Whatever a caller sends: mistakes, never an exception.
    [Fact]
    public void Read_WhenPiecesAreMissingOrWrong_NeverThrows()
    {
        string[] values = ["null", "[]", "{}", "\"\"", "\"{{\"", "1e999", "-1", "true", "\"end\"", "[[]]", "{\"a\":{}}"];
        var random = new Random(17);
        for (var i = 0; i < 3_000; i++)
        {
            var text = Everything;
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var colon = text.IndexOf(':', random.Next(text.Length - 1));
                if (colon < 0) continue;
                var end = text.IndexOfAny([',', '}', ']'], colon);
                text = text[..(colon + 1)] + values[random.Next(values.Length)] + text[Math.Max(end, colon + 1)..];
            }

            try
            {
                using var json = JsonDocument.Parse(text);
                var flow = FlowDefinitionReader.Read(json.RootElement, "", out var errors);
                Assert.Equal(flow is null, errors.Count > 0);
            }
            catch (JsonException)
            {
                // Not JSON any more: never read.
            }
        }
    }
}
