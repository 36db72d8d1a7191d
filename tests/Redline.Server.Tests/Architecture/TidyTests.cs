using System.Text.RegularExpressions;

namespace Redline.Server.Tests.Architecture;

/// <summary>Rules of the house that a reader would otherwise check by eye: names, lengths, leftovers.</summary>
public sealed partial class TidyTests
{
    private const int LongFile = 400;
    private const int LongestFile = 600;
    private const int LongestMethod = 60;

    private static readonly string[] SourceExtensions = [".cs", ".ts", ".mjs", ".css", ".sh", ".py"];

    private static readonly string[] TextExtensions =
    [
        .. SourceExtensions,
        ".md", ".json", ".scenario", ".txt", ".yml", ".yaml", ".html", ".csproj", ".props", ".targets", ".slnx",
    ];

    private static readonly string[] ForbiddenFolders =
    [
        "Models", "Services", "Helpers", "Managers", "Utils", "Utilities", "Common", "Infrastructure", "Interfaces",
        "Shared",
    ];

    /// <summary>Files of more than 400 lines, each with the reason why it is better whole.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    /// <summary>Methods of more than 60 lines as "path name", each with the reason why it is better whole.</summary>
    private static readonly Dictionary<string, string> LongMethods = [];

    [Fact]
    public void Folders_AreNamedForFeatures() => Violations.None(
        from file in Repository.Files
        from folder in file.Split('/')[..^1]
        where ForbiddenFolders.Contains(folder, StringComparer.OrdinalIgnoreCase)
        select $"{file}: {folder}",
        "Name a folder for what it is about, with a word of docs/glossary.md.");

    [Fact]
    public void Types_AreNamedForWhatTheyAre() => Violations.None(
        from file in Repository.With(".cs", ".ts")
        let text = Repository.Read(file)
        let code = file.EndsWith(".cs", StringComparison.Ordinal) ? CSharpSource.Strip(text) : text
        from Match type in TypeName().Matches(code)
        let name = type.Groups[1].Value
        where name == "Queue" || ForbiddenSuffix().IsMatch(name)
        select $"{file}: {name}",
        "A suffix such as Manager says nothing, and a queue is the contact centre's: name the type for what it is.");

    [Fact]
    public void Namespaces_FollowFolders() => Violations.None(
        from file in Repository.With(".cs")
        let declared = NamespaceLine().Match(Repository.Read(file)).Groups[1].Value
        let expected = string.Join('.', file.Split('/')[1..^1])
        where declared != expected && !(declared.Length == 0 && Path.GetFileName(file) == "Program.cs")
        select $"{file}: {(declared.Length == 0 ? "no namespace" : declared)}, expected {expected}",
        "The namespace is the project and the folders.");

    [Fact]
    public void Files_AreShortEnoughToHoldInOnesHead()
    {
        var lengths = Repository.With(SourceExtensions).ToDictionary(f => f, f => Repository.ReadLines(f).Length);
        var tooLong =
            from length in lengths
            where length.Value > (LongFiles.ContainsKey(length.Key) ? LongestFile : LongFile)
            select $"{length.Key}: {length.Value} lines";
        var listedInVain = LongFiles.Keys.Where(f => lengths.GetValueOrDefault(f) <= LongFile);
        Violations.None(
            tooLong.Concat(listedInVain.Select(f => $"{f}: need not be listed any more")),
            $"Split it. Over {LongFile} lines need a reason in {nameof(LongFiles)}; over {LongestFile} have none.");
    }

    [Fact]
    public void Methods_AreShortEnoughToReadAtOnce()
    {
        var methods = MethodsOfCSharp().Concat(MethodsOfScripts()).Where(m => m.Lines > LongestMethod).ToList();
        var listedInVain = LongMethods.Keys.Except(methods.Select(m => $"{m.File} {m.Name}"));
        Violations.None(
            methods.Where(m => !LongMethods.ContainsKey($"{m.File} {m.Name}"))
                .Select(m => $"{m.File}({m.Line}): {m.Name}, {m.Lines} lines")
                .Concat(listedInVain.Select(m => $"{m}: need not be listed any more")),
            $"Split it, or give a reason in {nameof(LongMethods)}; the limit is {LongestMethod} lines.");
    }

    [Fact]
    public void Texts_HoldNothingOfTheMachineTheyWereWrittenOn() => Violations.None(
        Lines(TextExtensions, MachinePath()), "A path of one machine means nothing on another.");

    [Fact]
    public void Texts_HoldNoNoteOfUnfinishedWorkWithoutAnIssue() => Violations.None(
        Lines(TextExtensions, Unfinished()), "Finish it, or open an issue and write its number behind it, as (#12).");

    [Fact]
    public void Sources_HaveNoLicenceHeader() => Violations.None(
        from file in Repository.With(SourceExtensions)
        from line in Repository.ReadLines(file).Take(5)
        where LicenceWord().IsMatch(line)
        select $"{file}: {line.Trim()}",
        "One LICENSE is enough.");

    [Fact]
    public void CSharp_HasNoRegionsAndNeverSleeps() => Violations.None(
        from file in Repository.With(".cs")
        let code = CSharpSource.Strip(Repository.Read(file))
        from Match match in SleepOrRegion().Matches(code)
        select $"{file}: {match.Value}",
        "Split what needs a region; wait for the thing itself, not for time.");

    [Fact]
    public void Scripts_AreExecutable()
    {
        var modes = Repository.Git("ls-files", "--stage", "--", "eng", ".ci");
        if (modes is null) return; // only git keeps the mode on every file system
        Violations.None(
            from line in modes.Split('\n')
            where line.EndsWith(".sh", StringComparison.Ordinal) || line.EndsWith("\t.ci/run", StringComparison.Ordinal)
            where !line.StartsWith("100755", StringComparison.Ordinal)
            select line.Split('\t')[^1],
            "git update-index --chmod=+x FILE");
    }

    private static IEnumerable<string> Lines(string[] extensions, Regex forbidden) =>
        from file in Repository.With(extensions)
        where Path.GetFileName(file) is not ("package-lock.json" or "packages.lock.json")
        from line in Repository.ReadLines(file).Select((text, i) => (text, number: i + 1))
        where forbidden.IsMatch(line.text)
        select $"{file}({line.number}): {line.text.Trim()}";

    private static IEnumerable<(string File, string Name, int Line, int Lines)> MethodsOfCSharp() =>
        from file in Repository.With(".cs")
        from member in CSharpMember.In(CSharpSource.Strip(Repository.Read(file)))
        select (file, member.Name, member.Line, member.Lines);

    // The formatter settles where a method of a class or a function of a module begins and ends: by its indentation.
    private static IEnumerable<(string File, string Name, int Line, int Lines)> MethodsOfScripts()
    {
        foreach (var file in Repository.With(".ts", ".mjs"))
        {
            var lines = Repository.ReadLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (ScriptMethod().Match(lines[i]) is not { Success: true } start) continue;
                var end = Array.IndexOf(lines, start.Groups[1].Value + "}", i);
                if (end > i) yield return (file, start.Groups[2].Value, i + 1, end - i + 1);
            }
        }
    }

    [GeneratedRegex(@"\b(?:class|struct|record|interface|enum)\s+([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex("(?:Manager|Helper|Helpers|Service|Processor|Data|Info|Impl)$")]
    private static partial Regex ForbiddenSuffix();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"(?<![\w.*})-])/(?:work|tmp|root|home)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(?:TO[D]O|FIX[M]E|HA[C]K)\b(?!\s*\(#\d+\))")]
    private static partial Regex Unfinished();

    [GeneratedRegex("(?i)copyright|licensed under|spdx-")]
    private static partial Regex LicenceWord();

    [GeneratedRegex(@"Thread\s*\.\s*Sleep|#region")]
    private static partial Regex SleepOrRegion();

    [GeneratedRegex(@"^( {2})?(?:export )?(?:static |async |private |protected |get |set |function )*([#\w]+)\(.*\{$")]
    private static partial Regex ScriptMethod();
}
