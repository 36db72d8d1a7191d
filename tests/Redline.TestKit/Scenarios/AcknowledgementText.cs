using System.Globalization;
using Redline.Engine;

namespace Redline.TestKit.Scenarios;

/// <summary>
/// Reads who takes an alert and who gives it back: <c>acknowledge A1 by sam: I am on it</c>, <c>takeover A1 by kim</c>,
/// <c>withdraw A1 by sam</c>, <c>withdraw A1 by kim of others</c>.
/// </summary>
public static class AcknowledgementText
{
    private const string OfOthers = " of others";

    /// <summary>Reads one of the three commands.</summary>
    /// <exception cref="ScenarioException">It is not spelled so.</exception>
    public static EngineInput Parse(ScenarioCommand command)
    {
        var (said, note) = Split(command.Rest, ": ");
        var ofOthers = said.EndsWith(OfOthers, StringComparison.Ordinal);
        if (ofOthers) said = said[..^OfOthers.Length];
        var (id, person) = Split(said, " by ");
        if (person is null || id.Length < 2 || id[0] != 'A' || !long.TryParse(id.AsSpan(1), CultureInfo.InvariantCulture, out var number))
            throw new ScenarioException($"line {command.LineNumber}: {command.Verb} A1 by PERSON");
        return command.Verb == "withdraw"
            ? new WithdrawAcknowledgement(number, person, ofOthers)
            : new AcknowledgeAlert(number, person, note, TakeOver: command.Verb == "takeover");
    }

    private static (string Before, string? After) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + separator.Length)..]);
    }
}
