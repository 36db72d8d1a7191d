using System.Text.Json;
using Redline.Engine.Filters;
using Redline.Engine.QueueSets;
using Redline.Engine.Streams;
using Redline.Engine.Tests.Streams;

namespace Redline.Engine.Tests.QueueSets;

public sealed class QueueSetTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("VIP", "VIP", true)]
    [InlineData("VIP", "VIP ", false)]
    [InlineData("vip*", "VIP", false)]
    [InlineData("VIP*", "VIP Gold", true)]
    [InlineData("*Gold", "VIP Gold Gold", true)]
    [InlineData("V?P*G*d", "VIP Gold", true)]
    [InlineData("?", "", false)]
    [InlineData("a*b*c", "aXbXb", false)]
    [InlineData("*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Fits_OfAPatternAndAName_IsAsWritten(string pattern, string name, bool fits) => Assert.Equal(fits, NamePattern.Fits(pattern, name));

    [Theory]
    [InlineData("""{"queueIds":["q1"]}""", "q1", null, null, Truth.True)]
    [InlineData("""{"queueIds":["q1"]}""", "q2", "VIP", "north", Truth.False)]
    [InlineData("""{"namePattern":"VIP*"}""", "q2", "VIP", null, Truth.True)]
    [InlineData("""{"namePattern":"VIP*"}""", "q2", null, null, Truth.Unknown)]
    [InlineData("""{"divisionId":"north"}""", "q2", null, "south", Truth.False)]
    [InlineData("""{"divisionId":"north"}""", "q2", null, null, Truth.Unknown)]
    [InlineData("""{"namePattern":"VIP*","divisionId":"north"}""", "q2", "VIP", "north", Truth.True)]
    [InlineData("""{"namePattern":"VIP*","divisionId":"north"}""", "q2", "Billing", null, Truth.False)]
    [InlineData("""{"queueIds":["q2"],"namePattern":"VIP*","divisionId":"north"}""", "q2", "Billing", null, Truth.True)]
    public void Contains_OfAQueue_FollowsListNameAndDivision(string body, string id, string? name, string? division, Truth expected) =>
        Assert.Equal(expected, Read(body).Contains(new QueueIdentity(id, name, division, "voice")));

    [Theory]
    [InlineData("""{"id":"a","name":"A","description":"d","queueIds":["q2","q1"],"namePattern":"*","divisionId":"n"}""")]
    [InlineData("""{"id":"a-b_c.2","name":"A","divisionId":"n"}""")]
    public void ToJson_WhenReadBack_IsTheSameText(string json) => Assert.Equal(json, QueueSetWriter.ToJson(Read(json, null)));

    [Fact]
    public void Reads_OfAStreamThatNamesASet_IsNothingForQueuesOutsideIt()
    {
        var references = DefinedReferences.Empty.With(new QueueSetState(Read("""{"queueIds":["q1"],"namePattern":"VIP*"}"""), 1, default));
        var stream = SomeStream.Read("\"queueId in set(\\\"a\\\") and waitTimeSeconds > 60\"");
        Assert.NotNull(StreamReach.Reads(stream, references, "q1", "Billing", null));
        Assert.NotNull(StreamReach.Reads(stream, references, "q2", "VIP", null));
        Assert.NotNull(StreamReach.Reads(stream, references, "q2", null, null));
        Assert.Null(StreamReach.Reads(stream, references, "q2", "Billing", null));
        Assert.Equal(["q1"], StreamReach.NamedQueues(stream, references));
    }

    [Fact]
    public void Sentence_OfAStreamThatNamesASetAndAParameter_SaysSo() => Assert.StartsWith(
        "Tells at once, as critical, when the longest wait in any queue of the set a (voice) is over the queue's limit;",
        StreamSentence.Of(SomeStream.Read("\"queueId in set(\\\"a\\\") and waitTimeSeconds > param(limit)\""), _ => null), StringComparison.Ordinal);

    private static QueueSetDefinition Read(string body, string? id = "a")
    {
        var set = QueueSetReader.Read(JsonSerializer.Deserialize<JsonElement>(body), out var errors, id: id);
        Assert.Empty(errors);
        return set!;
    }
}
