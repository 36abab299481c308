using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderReplay.Input;
using OrderReplay.Output;
using OrderReplay.Replaying;
using Spectre.Console;

namespace OrderReplay;

/// <summary>The replay: reads the arguments, checks the input, replays it, reports.</summary>
internal static class ReplayCommand
{
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var arguments = ReplayArguments.Parse(args);
        if (arguments.Help)
        {
            console.WriteLine(ReplayArguments.Usage);
            return ExitCode.Done;
        }

        return await RunAsync(arguments, console, cancellationToken);
    }

    private static async Task<int> RunAsync(ReplayArguments arguments, IAnsiConsole console, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var progress = new ReplayProgress();
        console.MarkupLineInterpolated($"Replaying [bold]{arguments.Orders}[/] into [bold]{arguments.Store}[/]");
        ReplayResult? result = await ProgressDisplay.FollowAsync(
            console, progress.Phases, Task.Run(() => ReplayAsync(arguments, progress, cancellationToken), cancellationToken));

        if (result is null)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Share {arguments.Share!.Number} of {arguments.Share.Of}: {progress.Orders.Done:N0} events. When all shares are done, run without --share."));
            return ExitCode.Done;
        }

        var folder = new OutputFolder(arguments.Out);
        TimeSpan total = Stopwatch.GetElapsedTime(start);
        await SummaryFile.WriteAsync(folder, result, progress, total);
        new ResultTables(console, result).Print(progress, total);
        console.WriteLine($"Summary and statements: {Path.GetFullPath(arguments.Out)}");
        return result.Verification.IsSound ? ExitCode.Done : ExitCode.Trouble;
    }

    private static async Task<ReplayResult?> ReplayAsync(ReplayArguments arguments, ReplayProgress progress, CancellationToken cancellationToken)
    {
        // Nothing is opened for writing before all input was read to its end.
        ReplayInput input = await progress.Validate.TimeAsync(
            OrderFile.SizeOf(arguments.Orders), () => Task.FromResult(ReadInput(arguments, progress, cancellationToken)));

        using IHost host = ReplayHost.Build(arguments, input, progress);
        var worker = host.Services.GetRequiredService<ReplayWorker>();
        await host.RunAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return await worker.Result;
    }

    private static ReplayInput ReadInput(ReplayArguments arguments, ReplayProgress progress, CancellationToken cancellationToken) => new(
        PlanFile.Read(arguments.Plan),
        MemberFile.Read(arguments.Members, cancellationToken),
        OrderFileCheck.Run(arguments.Orders, progress.Validate, cancellationToken));
}
