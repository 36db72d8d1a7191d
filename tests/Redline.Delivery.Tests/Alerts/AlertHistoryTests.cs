using Redline.Delivery.Alerts;
using Redline.Engine.Alerts;

namespace Redline.Delivery.Tests.Alerts;

public sealed class AlertHistoryTests
{
    [Fact]
    public async Task Find_AfterEveryEvent_IsTheAlertAsItStands()
    {
        await using var shelf = await AlertShelf.OpenAsync();
        var number = await shelf.TriggerAsync("billing", severity: Severity.Warning);
        Assert.Equal((AlertState.Triggered, 1, "Stream wait", 2), Told(await shelf.FindAsync(number)));
        await shelf.AcknowledgeAsync(number, "sam", "on it");
        Assert.Equal((AlertState.Acknowledged, 2, "Stream wait", 2), Told(await shelf.FindAsync(number)));
        await shelf.RiseAsync(number);

        // Whatever follows an event must be followed again after a start.
        shelf.Reopen();
        await shelf.WithdrawAsync(number, "sam");
        Assert.Equal((AlertState.Triggered, 4, "Stream wait", 2), Told(await shelf.FindAsync(number)));
        await shelf.AcknowledgeAsync(number, "kim");
        await shelf.ResolveAsync(number, ResolveReason.StreamDisabled);

        var kept = await shelf.FindAsync(number);
        Assert.Equal((AlertState.Resolved, 6, "Stream wait", 2), Told(kept));
        Assert.Equal(ResolveReason.StreamDisabled, kept.ResolvedReason);
        Assert.Equal((Severity.Critical, "kim", "anew"), (kept.Alert.Severity, kept.Alert.Acknowledgement?.PersonId, kept.Alert.Evidence.QueueName));
    }

    [Fact]
    public async Task List_WhetherFollowedOrReadFromTheRecords_IsTheSame()
    {
        await using var shelf = await AlertShelf.OpenAsync();
        await FillAsync(shelf);
        var followed = await AllAsync(shelf);
        shelf.Reopen();
        Assert.Equal(followed, await AllAsync(shelf));
        Assert.Equal(
            ["A5 A4 A3 A2 A1 of 5", "A3 A2 A1 of 3", "A5 A2 of 2", "A4 A2 of 2", "A5 of 1", "A4 of 1", "A1 of 1", "A3 A2 of 2"], followed);
    }

    [Fact]
    public async Task List_OnAPage_HasThatPageAndCountsAll()
    {
        await using var shelf = await AlertShelf.OpenAsync();
        await FillAsync(shelf);
        Assert.Equal("A4 A3 of 5", await shelf.ListAsync(skip: 1, limit: 2));
        Assert.Equal(" of 5", await shelf.ListAsync(skip: 5));
    }

    [Fact]
    public async Task List_WhenMoreTriggerThanAreKept_HasTheNewest()
    {
        await using var shelf = await AlertShelf.OpenAsync();
        for (var i = 0; i < 7; i++) await shelf.TriggerAsync($"q{i}");
        Assert.Equal("A7 A6 A5 A4 A3 of 5", await shelf.ListAsync());

        // One that is not kept any more may still be open; what happens to it does not bring it back.
        await shelf.ResolveAsync(1);
        Assert.Equal("A7 A6 A5 A4 A3 of 5", await shelf.ListAsync());
        shelf.Reopen();
        Assert.Equal("A7 A6 A5 A4 A3 of 5", await shelf.ListAsync());
        Assert.Null(await shelf.History.FindAsync(2, TestContext.Current.CancellationToken));
        Assert.Null(await shelf.History.FindAsync(1, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"alert\":{}}")]
    public void Decode_WhenTheBytesAreNoAlert_SaysSo(string body) =>
        Assert.Throws<FormatException>(() => AlertRecord.Decode(System.Text.Encoding.UTF8.GetBytes(body)));

    // A1 resolved, A2 acknowledged, A3 of another stream, A4 a warning, A5 of chat and taken.
    private static async Task FillAsync(AlertShelf shelf)
    {
        await shelf.TriggerAsync("billing");
        await shelf.ResolveAsync(1);
        await shelf.TriggerAsync("billing", severity: Severity.Warning);
        await shelf.TriggerAsync("billing", "crowd");
        await shelf.AcknowledgeAsync(2, "sam");
        await shelf.TriggerAsync("sales", severity: Severity.Warning);
        await shelf.TriggerAsync("sales", mediaType: "chat");
        await shelf.AcknowledgeAsync(5, "kim");
    }

    private static async Task<IReadOnlyList<string>> AllAsync(AlertShelf shelf) =>
    [
        await shelf.ListAsync(),
        await shelf.ListAsync(new() { QueueId = "billing" }),
        await shelf.ListAsync(new() { States = new HashSet<AlertState> { AlertState.Acknowledged } }),
        await shelf.ListAsync(new() { Severity = Severity.Warning }),
        await shelf.ListAsync(new() { MediaType = "chat" }),
        await shelf.ListAsync(new() { Severity = Severity.Warning, MaySeeQueue = q => q == "sales" }),
        await shelf.ListAsync(new() { States = new HashSet<AlertState> { AlertState.Resolved } }),
        await shelf.ListAsync(new() { From = AlertShelf.At.Plus(2_000), To = AlertShelf.At.Plus(4_000) }),
    ];

    private static (AlertState, int, string, int) Told(AlertRecord kept) =>
        (kept.State, kept.Revision, kept.StreamName, kept.Priority);
}
