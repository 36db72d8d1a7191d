using Redline.Delivery.Deliveries;
using Redline.Engine.Alerts;
using Redline.Engine.Sources;
using Redline.Server.Explanations;
using Redline.Server.Registrations;

namespace Redline.Server.Tests.Explanations;

public sealed class ReasonWordsTests
{
    [Fact]
    public void Of_EveryWordThereIs_HasACodeAndWordsOfItsOwn()
    {
        Reason[] all =
        [
            .. Enum.GetValues<SuppressionReason>().Select(ReasonWords.Of), .. Enum.GetValues<ResolveReason>().Select(ReasonWords.Of),
            .. Enum.GetValues<DeliveryState>().Select(ReasonWords.Of), .. Enum.GetValues<BlindCause>().Select(ReasonWords.Of),
            .. Enum.GetValues<RegistrationState>().Select(ReasonWords.Of),
        ];
        Assert.Equal(all.Length, all.Select(r => r.Code).Distinct().Count());
        Assert.Equal(all.Length, all.Select(r => r.Words).Distinct().Count());
        Assert.All(all, r =>
        {
            Assert.Matches("^[a-z]+(\\.[a-z]+)*$", r.Code);
            Assert.False(r.Code.EndsWith(".unnamed", StringComparison.Ordinal), r.Code + ": give it a code, words, and a row in docs/api/explanations.md.");
            Assert.EndsWith(".", r.Words, StringComparison.Ordinal);
            Assert.Contains($"`{r.Code}`", File.ReadAllText(Path.Combine(Repository.Root, "docs/api/explanations.md")), StringComparison.Ordinal);
        });
    }
}
