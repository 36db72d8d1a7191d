using Redline.Engine.Flows;

namespace Redline.Engine.Tests.Flows;

public sealed class FlowExpressionTests
{
    [Theory]
    [InlineData("waitTimeSeconds > threshold", "yes")]
    [InlineData("waitTimeSeconds > threshold + 200", "no")]
    [InlineData("waitTimeSeconds / max(agentsIdle, 1) >= 420", "unknown")]
    [InlineData("waitTimeSeconds / (waitingCount - 3) > 1", "unknown")]
    [InlineData("trigger.waitTimeSeconds between 400 and 500", "yes")]
    [InlineData("severity = 'CRITICAL' and queueName startsWith 'Bill'", "yes")]
    [InlineData("queueName contains 'lin' and not (alertId = 'A17')", "no")]
    [InlineData("severity in ('WARNING', 'CRITICAL')", "yes")]
    [InlineData("waitingCount not in (1, 2)", "yes")]
    [InlineData("data.tier = 'gold'", "yes")]
    [InlineData("data.tier > 3", "unknown")]
    [InlineData("data.level > 3", "yes")]
    [InlineData("data.none = 'x'", "unknown")]
    [InlineData("not (data.none = 'x')", "unknown")]
    [InlineData("data.none = 'x' or waitingCount = 3", "yes")]
    [InlineData("exists(data.none)", "no")]
    [InlineData("min(waitingCount, data.level) = 3", "yes")]
    [InlineData("exists(agentsIdle) or exists(threshold)", "yes")]
    public void Evaluate_WhenVariablesHaveValues_IsThreeValued(string expression, string outcome)
    {
        var flow = SomeFlow.Asking($"\"{expression}\"", "\"tier\",\"level\",\"none\"");
        var trigger = SomeFlow.Trigger(("waitTimeSeconds", 420), ("waitingCount", 3));
        Assert.Equal(outcome, SomeFlow.OutcomeOf(flow, trigger, ("tier", new(null, "gold")), ("level", new(7, null))));
    }

    [Fact]
    public void Read_WhenTheExpressionIsAnObject_MeansTheSame()
    {
        var flow = SomeFlow.Asking("""
            {"operator":"AND","operands":[
             {"expression":{"operator":"DIVIDE","operands":[{"field":"waitingCount"},{"operator":"MAX","operands":[{"field":"agentsIdle"},{"value":1}]}]},"operator":"GREATER_THAN","value":{"field":"threshold"}},
             {"operator":"NOT","operands":[{"field":"severity","operator":"IN","value":["WARNING"]}]},
             {"field":"trigger.waitTimeSeconds","operator":"BETWEEN","value":[1,{"field":"threshold"}]},
             {"field":"queueName","operator":"STARTS_WITH","value":"B\"i"},
             {"field":"alertId","operator":"EXISTS"}]}
            """);
        Assert.Equal(
            """((waitingCount / max(agentsIdle, 1)) > threshold and not (severity in ("WARNING")) and trigger.waitTimeSeconds between 1 and threshold and queueName startsWith "B\"i" and exists(alertId))""",
            Assert.IsType<DecisionNode>(flow.Nodes[0]).Expression.Text);
    }

    [Theory]
    [InlineData("""{"operator":"AND"}""", "filter.operands.missing")]
    [InlineData("""{"field":"waitTimeSeconds","operator":"OVER","value":1}""", "filter.operator.unknown")]
    [InlineData("""{"field":"wait or 1 = 1","operator":"EQUALS","value":1}""", "filter.subject")]
    [InlineData("""{"field":"waitTimeSecond","operator":"EQUALS","value":1}""", "flow.variable.unknown")]
    [InlineData("""{"field":"severity","operator":"EQUALS","value":1}""", "filter.value.type")]
    [InlineData("""[]""", "filter.node.type")]
    [InlineData("\"severity\"", "filter.text.condition")]
    [InlineData("\"max(1) > 2\"", "filter.operands.count")]
    [InlineData("\"person.onlineState = 'AWAY'\"", "flow.variable.unknown")]
    [InlineData("\"data.tier = 'x'\"", "flow.variable.unknown")]
    public void Read_WhenTheExpressionIsWrong_SaysSo(string expression, string code)
    {
        Assert.Null(SomeFlow.TryRead($$"""{"name":"f","nodes":[{"id":"a","type":"decision","expression":{{expression}},"next":{"yes":"end","no":"end"} }]}""", out var errors));
        Assert.Equal(code, Assert.Single(errors).Code);
        Assert.StartsWith("$.nodes[0].expression", errors[0].Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""" "\n  wait > 3" """", "$.nodes[0].expression:2:3", "flow.variable.unknown", "waitTimeSeconds")]
    [InlineData("""" "queueId in set(\"billing\")" """", "$.nodes[0].expression:1:12", "flow.expression.set", "stream")]
    [InlineData("""" "waitTimeSeconds > param(limit)" """", "$.nodes[0].expression:1:19", "flow.expression.parameter", "threshold")]
    [InlineData("""{"operator":"AND","operands":[{"field":"queueId","operator":"EXISTS"},{"field":"wait","operator":"GREATER_THAN","value":3}]}""", "$.nodes[0].expression.operands[1].field", "flow.variable.unknown", "waitTimeSeconds")]
    [InlineData("""{"field":"queueName","operator":"GREATER_THAN","value":3}""", "$.nodes[0].expression", "filter.operator.type", "for a text")]
    [InlineData("""{"field":"queueId","operator":"IN","value":{"queueSet":"billing"}}""", "$.nodes[0].expression.value", "flow.expression.set", "stream")]
    [InlineData("""{"field":"waitTimeSeconds","operator":"GREATER_THAN","value":{"parameter":"limit"}}""", "$.nodes[0].expression.value", "flow.expression.parameter", "threshold")]
    public void Read_WhenTheExpressionIsWrong_PlacesItInWhatWasWritten(string expression, string path, string code, string remedy)
    {
        SomeFlow.TryRead($$"""{"name":"f","nodes":[{"id":"a","type":"decision","expression":{{expression}},"next":{"yes":"end","no":"end"} }]}""", out var errors);
        Assert.Equal((path, code), (errors[0].Path, errors[0].Code));
        Assert.Contains(remedy, errors[0].Message, StringComparison.Ordinal);
    }
}
