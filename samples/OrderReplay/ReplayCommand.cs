using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrderReplay.Input;
using OrderReplay.Output;
using OrderReplay.Replaying;
using PrivateDomain.Sdk.Storage;
using Spectre.Console;

namespace OrderReplay;

/// <summary>The whole program: reads the arguments, checks the input, replays it, reports.</summary>
internal static class ReplayCommand
{
    private const int Done = 0;
    private const int Trouble = 1;
    private const int UnusableInput = 2;

    /// <returns>0 when every event was applied, replayed or refused for a business reason; 1 on trouble; 2 on unusable input.</returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, TextWriter errors, CancellationToken cancellationToken = default)
    {
        try
        {
            var arguments = ReplayArguments.Parse(args);
            if (arguments.Help)
            {
                console.WriteLine(ReplayArguments.Usage);
                return Done;
            }

            return await RunAsync(arguments, console, cancellationToken);
        }
        catch (UsageException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n\n{ReplayArguments.Usage}");
            return UnusableInput;
        }
        catch (UnusableInputException e)
        {
            await errors.WriteLineAsync(e.Message);
            return UnusableInput;
        }
        catch (OptionsValidationException e)
        {
            await errors.WriteLineAsync($"The plan cannot be used: {string.Join(' ', e.Failures)}");
            return UnusableInput;
        }
        catch (StoreException e)
        {
            await errors.WriteLineAsync($"{e.Message} What was replayed is kept; start the same replay again to go on.");
            return Trouble;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"The results cannot be written: {e.Message}");
            return Trouble;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped. What was replayed is kept; start the same replay again to go on.");
            return Trouble;
        }
    }

    private static async Task<int> RunAsync(ReplayArguments arguments, IAnsiConsole console, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var progress = new ReplayProgress();
        console.MarkupLineInterpolated($"Replaying [bold]{arguments.Orders}[/] into [bold]{arguments.Store}[/]");
        ReplayResult? result = await ProgressDisplay.FollowAsync(
            console, progress, Task.Run(() => ReplayAsync(arguments, progress, cancellationToken), cancellationToken));

        if (result is null)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Share {arguments.Share!.Number} of {arguments.Share.Of}: {progress.Orders.Done:N0} events. When all shares are done, run without --share."));
            return Done;
        }

        var folder = new OutputFolder(arguments.Out);
        TimeSpan total = Stopwatch.GetElapsedTime(start);
        await SummaryFile.WriteAsync(folder, result, progress, total);
        new ResultTables(console, result).Print(progress, total);
        console.WriteLine($"Summary and statements: {Path.GetFullPath(arguments.Out)}");
        return result.Verification.IsSound ? Done : Trouble;
    }

    private static async Task<ReplayResult?> ReplayAsync(ReplayArguments arguments, ReplayProgress progress, CancellationToken cancellationToken)
    {
        // Nothing is opened for writing before all input was read to its end.
        ReplayInput input = await ReplayProgress.TimeAsync(
            progress.Validate, SizeOf(arguments.Orders), () => Task.FromResult(ReadInput(arguments, progress, cancellationToken)));

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

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
