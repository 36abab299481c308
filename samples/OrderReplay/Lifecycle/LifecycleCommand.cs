using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderReplay.Input;
using OrderReplay.Output;
using PrivateDomain.Sdk;
using Spectre.Console;

namespace OrderReplay.Lifecycle;

/// <summary>The verb <c>lifecycle</c>: replays orders, then scores members, tells their stages and forecasts what they will buy.</summary>
internal static class LifecycleCommand
{
    public const string Verb = "lifecycle";

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var arguments = LifecycleArguments.Parse(args);
        if (arguments.Help)
        {
            console.WriteLine(LifecycleArguments.Usage);
            return ExitCode.Done;
        }

        long start = Stopwatch.GetTimestamp();
        var progress = new LifecycleProgress();
        console.MarkupLineInterpolated($"Replaying [bold]{arguments.Orders}[/] into [bold]{arguments.Store}[/]");
        LifecycleResult result = await ProgressDisplay.FollowAsync(
            console, progress.Phases, Task.Run(() => RunAsync(arguments, progress, cancellationToken), cancellationToken));

        new LifecycleTables(console, result).Print(progress, Stopwatch.GetElapsedTime(start));
        console.WriteLine($"Members, segments and models: {Path.GetFullPath(arguments.Out)}");
        return ExitCode.Done;
    }

    private static async Task<LifecycleResult> RunAsync(LifecycleArguments arguments, LifecycleProgress progress, CancellationToken cancellationToken)
    {
        // Nothing is opened for writing before all input was read to its end.
        OrderFile orders = await progress.Validate.TimeAsync(
            OrderFile.SizeOf(arguments.Orders), () => Task.FromResult(OrderFileCheck.Run(arguments.Orders, progress.Validate, cancellationToken)));
        var plan = LifecyclePlan.Of(arguments, orders);

        using IHost host = LifecycleHost.Build(arguments.Store, plan.Currency);
        await host.StartAsync(cancellationToken);
        var job = new LifecycleJob(
            host.Services.GetRequiredService<IPrivateDomain>(), arguments.Store.CallsInFlight, plan, new OutputFolder(arguments.Out), progress);
        LifecycleResult result = await job.RunAsync(orders, cancellationToken);
        await host.StopAsync(cancellationToken);
        return result;
    }
}
