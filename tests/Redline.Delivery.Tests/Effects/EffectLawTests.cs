using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Redline.Delivery.Effects;

namespace Redline.Delivery.Tests.Effects;

/// <summary>What must hold for anything that may come.</summary>
public sealed class EffectLawTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Pause_LiesBetweenHalfAndAllOfWhatItIs_AndIsNeverShorterThanAsked() => Prop.ForAll(
        Gen.Choose(10, 300_000).Zip(Gen.Choose(1, 10), (delay, attempt) => (delay, attempt)).Zip(Gen.Choose(0, 999), (p, random) => (p.delay, p.attempt, random)).ToArbitrary(),
        p =>
        {
            var retry = new EffectRetry { Delay = TimeSpan.FromMilliseconds(p.delay), MaxDelay = TimeSpan.FromMinutes(5) };
            var whole = Math.Min(p.delay * Math.Pow(2, p.attempt - 1), 300_000);
            if (RetryTiming.PauseAfter(retry with { MaxDelay = TimeSpan.FromMilliseconds(10) }, p.attempt, null, 0).TotalMilliseconds > p.delay + 1) return false;
            var pause = RetryTiming.PauseAfter(retry, p.attempt, null, p.random / 1000.0);
            var asked = RetryTiming.PauseAfter(retry, p.attempt, TimeSpan.FromSeconds(42), p.random / 1000.0);
            return pause.TotalMilliseconds >= whole / 2 - 1 && pause.TotalMilliseconds <= whole + 1 && asked >= TimeSpan.FromSeconds(42) && asked >= pause;
        }).Check(Runs);

    [Fact]
    public void Texts_WhateverTheyAre_AreReadOrRefusedWithoutAnException() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text =>
        {
            text ??= "";
            _ = HostPattern.TryParse(text, out _);
            _ = AnswerPath.TryParse(text);
            _ = AnswerPath.TryParse("$" + text);
            _ = EffectHeader.Read("X", text);
            _ = new EgressRules(new() { AllowedHosts = ["*:*"], AllowPlainHttp = true }).Check("http://" + text, out _);
            return EffectChecks.Find(new("o", text, 3, 0, EffectKind.HttpRequest, new(text, text) { Headers = [new(text, text, text)] })) is not null;
        }).Check(Runs);

    [Fact]
    public void Answers_WhateverTheyAre_GiveDataOrACode() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes =>
        {
            var wanted = new Dictionary<string, AnswerPath> { ["a"] = AnswerPath.TryParse("$.a[0]['b c']")! };
            foreach (var body in new[] { bytes ?? [], Encoding.UTF8.GetBytes($$"""{"a":[{"b c":"{{Convert.ToBase64String(bytes ?? [])}}"}]}"""), [.. "{\"a\":[{\"b c\":\""u8, .. bytes ?? [], .. "\"}]}"u8] })
            {
                var reply = new EffectReply(200, "application/json", body);
                var (data, error, _) = AnswerReader.Read(reply, wanted, new());
                if (error is not null && data.Count > 0) return false;
                if (AnswerReader.Excerpt(reply, new()) is { Length: > 300 }) return false;
            }

            return true;
        }).Check(Runs);

    [Fact]
    public void Addresses_ThatCarryAnotherOne_AreNeverAllowedWhereThatOneIsNot() => Prop.ForAll(
        Gen.Choose(0, 255).ArrayOf(4).ToArbitrary(),
        four =>
        {
            var bytes = four.Select(b => (byte)b).ToArray();
            var rules = new EgressRules(new() { AllowedHosts = ["*"] });
            var isAllowed = rules.Allows(new IPAddress(bytes));
            byte[] mapped = [.. new byte[10], 255, 255, .. bytes];
            byte[] nat = [0, 0x64, 0xff, 0x9b, .. new byte[8], .. bytes];
            byte[] six = [0x20, 0x02, .. bytes, .. new byte[10]];
            byte[] isatap = [0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0x5e, 0xfe, .. bytes];
            return rules.Allows(new IPAddress(mapped)) == isAllowed && rules.Allows(new IPAddress(nat)) == isAllowed
                && !rules.Allows(new IPAddress(six)) && rules.Allows(new IPAddress(isatap)) == isAllowed;
        }).Check(Runs);

    [Fact]
    public void Redacted_TextsHoldNoSecretHoweverItIsSpelled() => Prop.ForAll(
        Gen.Choose(' ', '~').ArrayOf(12).ToArbitrary(),
        chars =>
        {
            var secret = new string([.. chars.Select(c => (char)c)]);
            var redactor = new SecretRedactor();
            redactor.Add("it", secret);
            string[] spellings = [secret, Uri.EscapeDataString(secret), System.Text.Json.JsonSerializer.Serialize(secret)[1..^1], Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
            return spellings.All(s => !redactor.Redact($"before {s} after").Contains(s, StringComparison.Ordinal));
        }).Check(Runs);
}
