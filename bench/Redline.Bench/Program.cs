using System.Globalization;
using Redline.Bench;

if (args is [MinimalServer.Mode])
{
    await MinimalServer.RunAsync();
    return 0;
}

if (args is [FaultyCrm.Mode])
{
    await FaultyCrm.RunAsync();
    return 0;
}

if (args is [LaneServer.Mode, var kind, var people])
{
    await LaneServer.RunAsync(kind, int.Parse(people, CultureInfo.InvariantCulture));
    return 0;
}

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

var report = new Report(Console.Out);
report.Machine();
foreach (var figure in options.Figures)
{
    switch (figure)
    {
        case "p1":
            await MessageBench.RunAsync(report, options.Rounds);
            break;
        case "p3":
            await RuleBench.RunAsync(report, options.Rounds);
            await ObservationBench.RunAsync(report, options.Rounds);
            break;
        case "scale":
            await ScaleBench.RunAsync(report, options.Rounds);
            break;
        case "flows":
            await FlowBench.RunAsync(report, options.Rounds);
            break;
        case "sets":
            await SetBench.RunAsync(report, options.Rounds);
            break;
        case "p4":
            await SocketBench.RunAsync(report, options.Rounds);
            break;
        case "p5":
            await FanOutBench.RunAsync(report, options);
            break;
        case "p6":
            await MemoryBench.RunAsync(report, options);
            break;
        case "p7":
            await DesktopBench.RunAsync(report, options.Rounds);
            break;
        case "p10":
            await JournalBench.RunAsync(report, options.Rounds);
            break;
        case "p11":
            await ReplayBench.RunAsync(report, options);
            break;
        case "p12":
            await StartBench.RunAsync(report, options);
            break;
        case "storm":
            await StormBench.RunAsync(report, options);
            break;
        case "load":
            await PlatformLoadBench.RunAsync(report, options);
            break;
        case "crm":
            await CrmBench.RunAsync(report, options.Rounds);
            break;
    }
}

report.Table();
return 0;
