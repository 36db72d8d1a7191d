using System.Text.Json;
using System.Text.RegularExpressions;

namespace Redline.Server.Tests.Architecture;

/// <summary>What the documents name must be there.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Words =
    [
        "queue", "observation", "stream definition", "filter expression", "clear expression", "sustain", "clear hold",
        "level", "breach", "alert", "fingerprint", "suppression", "cooldown", "silence", "storm", "incident", "blind",
        "warming", "flow", "node", "execution", "escalation", "audience", "person", "directory", "registration",
        "session", "delivery", "receipt", "acknowledgement", "journal", "entry", "offset", "position", "term", "source",
    ];

    [Fact]
    public void Links_LeadToFiles() => Violations.None(
        from file in Repository.With(".md")
        from link in LinksOf(file)
        let target = Path.Combine(Path.GetDirectoryName(file)!, link)
        where link.Contains('#') || !(Repository.Exists(target) || Directory.Exists(Repository.Full(target)))
        select $"{file}: {link}",
        "A relative link names a file of the repository and no place inside it: headings are renamed too easily.");

    [Fact]
    public void DecisionRecords_AreListedAndComplete()
    {
        var records = Repository.Files.Where(f => DecisionRecord().IsMatch(f)).ToList();
        var listed = LinksOf("docs/adr/README.md").ToHashSet();
        string[] headings = ["Context", "Options", "Decision", "Consequences", "How we would know it was wrong"];
        var numbers = records.Select(r => Path.GetFileName(r)[..4]);
        Assert.Equal(Enumerable.Range(1, records.Count).Select(n => $"{n:0000}"), numbers);
        Violations.None(
            records.Where(r => !listed.Contains(Path.GetFileName(r))).Select(r => $"{r}: not listed")
                .Concat(from record in records.Append("docs/adr/template.md")
                        from heading in headings.Except(Repository.ReadLines(record).Select(l => l.TrimStart('#', ' ')))
                        select $"{record}: no heading \"{heading}\""),
            "List each record in docs/adr/README.md and keep the headings of docs/adr/template.md.");
    }

    [Fact]
    public void Glossary_DefinesEveryWord()
    {
        var bold = Bold().Matches(Repository.Read("docs/glossary.md")).Select(m => m.Groups[1].Value).ToHashSet();
        Violations.None(Words.Where(w => !bold.Contains(w)), "Define the word in docs/glossary.md, in bold.");
    }

    [Fact]
    public void ErrorCodes_AreOnThePagesOfTheirWords()
    {
        var pages = Repository.With(".md").Where(f => f.StartsWith("docs/specs/", StringComparison.Ordinal));
        var sources = Repository.With(".cs").Where(f => f.StartsWith("src/", StringComparison.Ordinal));
        var documented = CodesIn(pages, DocumentedCode());
        var used = CodesIn(sources, WrittenCode());
        Violations.None(
            used.Except(documented).Select(c => $"{c} is not documented")
                .Concat(documented.Except(used).Select(c => $"{c} is documented and not used")),
            "Every code an operator can meet stands in docs/specs with what to do about it.");
    }

    [Fact]
    public void Commands_InTheGuidesExist()
    {
        string[] guides = ["README.md", "CONTRIBUTING.md", "docs/README.md"];
        var scripts = Repository.Exists("web/package.json")
            ? JsonDocument.Parse(Repository.Read("web/package.json")).RootElement.GetProperty("scripts")
            : default;
        var present = guides.Where(Repository.Exists).ToList();
        Violations.None(
            (from guide in present
             from Match path in NamedPath().Matches(Repository.Read(guide))
             where !Repository.Exists(path.Value) && !Directory.Exists(Repository.Full(path.Value))
             select $"{guide}: {path.Value}")
            .Concat(from guide in present
                    from Match script in NpmScript().Matches(Repository.Read(guide))
                    let name = script.Groups[1].Value
                    where scripts.ValueKind == JsonValueKind.Object && !scripts.TryGetProperty(name, out _)
                    select $"{guide}: npm run {name}"),
            "What a guide tells people to run or read must be there.");
    }

    private static HashSet<string> CodesIn(IEnumerable<string> files, Regex code) =>
        [.. files.SelectMany(f => code.Matches(Repository.Read(f))).Select(m => m.Groups[1].Value)];

    private static IEnumerable<string> LinksOf(string file) =>
        from Match link in Link().Matches(Code().Replace(Repository.Read(file), ""))
        let target = link.Groups[1].Value
        where !Elsewhere().IsMatch(target)
        select target;

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`(?!\])", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?:https?|mailto):")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^docs/adr/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionRecord();

    [GeneratedRegex(@"^\| `((?:filter|streams?|field|definition)\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedCode();

    [GeneratedRegex(@"""((?:filter|streams?|field|definition)\.[a-z.]+)""")]
    private static partial Regex WrittenCode();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w/.-])(?:eng|samples|docs|src|tests|web|bench|protocol|\.ci|\.github)/[\w./-]*\w")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"npm run ([\w:]+)")]
    private static partial Regex NpmScript();
}
