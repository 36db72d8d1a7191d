using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Redline.Engine;
using Redline.Engine.Streams;
using Redline.Server.Replays;
using Redline.Server.Streams;
using Redline.Simulator.Calls;
using Redline.Simulator.Replay;

namespace Redline.Server.Commands;

/// <summary><c>redline replay</c>: what streams would have told about recorded calls.</summary>
internal static class ReplayCommand
{
    private const int ErrorsTold = 20;

    private static readonly Option<FileInfo[]> Calls = new("--calls")
    {
        Description = "Files of call records, CSV, gzip or not: queue,arrived,queued,left_queue,outcome,service_start,service_end in any order, times read as UTC. Several files are one stretch of time.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<FileInfo> Streams = new("--streams")
    {
        Description = "A JSON file with a list of stream definitions, the bodies of POST /api/v2/eventstreams.",
        Required = true,
    };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "Where the alerts are written as CSV: stream,queue,mediaType,severity,triggered,resolved.",
        Required = true,
    };

    public static Command Create()
    {
        var command = new Command("replay", "Run the production engine over recorded calls, as fast as it can, and write every alert it would have told.")
        {
            Calls, Streams, Out,
        };
        command.SetAction((result, cancel) => Task.FromResult(Run(
            result.GetRequiredValue(Calls), result.GetRequiredValue(Streams), result.GetRequiredValue(Out),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel)));
        return command;
    }

    private static int Run(FileInfo[] callFiles, FileInfo streamsFile, FileInfo outFile, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var streams = StreamFile.Read(streamsFile.FullName, out var mistakes);
        if (mistakes.Count > 0)
        {
            error.WriteLine($"{streamsFile.Name} has {mistakes.Count} mistakes; nothing was replayed.");
            foreach (var mistake in mistakes) error.WriteLine($"  {mistake}");
            return ExitCode.BadInput;
        }

        var watch = Stopwatch.StartNew();
        var set = CallRecordReader.Read(callFiles.Select(f => f.FullName));
        foreach (var bad in set.Errors.Take(ErrorsTold)) error.WriteLine($"{Path.GetFileName(bad.File)} line {bad.LineNumber}: {bad.Message} [{bad.Code}]");
        if (set.ErrorCount > ErrorsTold) error.WriteLine($"... and {set.ErrorCount - ErrorsTold} more bad lines.");
        if (set.Calls.Count == 0 || set.Errors.Any(e => e.Code == CallRecordErrorCodes.FileUnreadable))
        {
            // A month that is missing would look like a quiet one.
            error.WriteLine(set.Calls.Count == 0 ? "There is no call to replay." : "A file cannot be read; nothing was replayed.");
            return ExitCode.BadInput;
        }

        var timeline = CallTimeline.From(set.Calls);
        var read = watch.Elapsed;
        var result = Replay(timeline, streams, error, cancel);
        var replayed = watch.Elapsed - read;
        try
        {
            using var writer = new StreamWriter(outFile.FullName);
            ReplayCsv.Write(writer, result.Rows);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{outFile.Name} cannot be written: {e.Message}");
            return ExitCode.Failed;
        }

        Summarize(output, set, timeline, streams, result, read, replayed, outFile);
        return ExitCode.Done;
    }

    private static ReplayResult Replay(CallTimeline timeline, IReadOnlyList<StreamDefinition> streams, TextWriter error, CancellationToken cancel)
    {
        var bar = new ProgressBar(error, timeline.FirstInstantMilliseconds ?? 0, timeline.LastInstantMilliseconds ?? 0);
        var result = CallReplayer.Run(timeline, streams, now => bar.Show(now.Milliseconds), cancel);
        bar.End();
        return result;
    }

    private static void Summarize(
        TextWriter output, CallRecordSet set, CallTimeline timeline, IReadOnlyList<StreamDefinition> streams, ReplayResult result,
        TimeSpan read, TimeSpan replayed, FileInfo outFile)
    {
        var first = new Instant(timeline.FirstInstantMilliseconds!.Value);
        var last = new Instant(timeline.LastInstantMilliseconds!.Value);
        var rate = result.Observations / Math.Max(replayed.TotalSeconds, 0.001);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Calls.Count:N0} calls of {timeline.Queues.Count} queues, {first} to {last}, {set.ErrorCount} bad lines ({read.TotalSeconds:F1} s to read)."));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Observations:N0} observations through {streams.Count} streams in {replayed.TotalSeconds:F2} s ({rate:N0} a second)."));
        foreach (var group in result.Rows.GroupBy(r => r.Stream).OrderBy(g => g.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {group.Key}: {group.Count():N0} alerts"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Rows.Count:N0} alerts written to {outFile.Name}, {result.StillOpen} of them still open when the calls ended."));
    }
}
