using System.Diagnostics;
using System.Text.Json;
using Redline.Engine.Streams;
using Redline.Server.Replays;
using Redline.Simulator.Calls;
using Redline.Simulator.Replay;

var sw = Stopwatch.StartNew();
var set = CallRecordReader.Read(args[1..]);
var timeline = CallTimeline.From(set.Calls);
Console.Error.WriteLine($"read {sw.ElapsedMilliseconds} ms errors {set.ErrorCount}");
var streams = new List<StreamDefinition>();
foreach (var t in new[] { 60, 120, 300 })
{
    var j = JsonDocument.Parse($$"""{"name":"T{{t}}","entityType":"queue","filterExpression":{"field":"waitTimeSeconds","operator":"GREATER_THAN_OR_EQUAL","value":{{t}}},"cooldownSeconds":0,"sustainSeconds":0,"clearAfterSeconds":0,"flapping":null}""");
    streams.Add(StreamDefinitionReader.Read(j.RootElement, "t" + t, out var errors) ?? throw new InvalidOperationException(errors[0].ToString()));
}
sw.Restart();
var r = CallReplayer.Run(timeline, streams);
Console.Error.WriteLine($"replay {sw.ElapsedMilliseconds} ms, {r.Observations} obs, {r.Rows.Count} rows open {r.StillOpen}");
using var w = new StreamWriter(args[0]);
ReplayCsv.Write(w, r.Rows);
