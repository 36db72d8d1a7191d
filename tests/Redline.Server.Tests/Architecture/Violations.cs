namespace Redline.Server.Tests.Architecture;

/// <summary>Fails a test with everything that breaks a rule, one line each: all can be mended at once.</summary>
internal static class Violations
{
    public static void None(IEnumerable<string> violations, string remedy)
    {
        var all = violations.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"{remedy}\n  {string.Join("\n  ", all)}");
    }
}
