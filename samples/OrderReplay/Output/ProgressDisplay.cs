using System.Runtime.InteropServices;
using OrderReplay.Replaying;
using Spectre.Console;

namespace OrderReplay.Output;

/// <summary>Shows a bar for each phase while work is going on.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the work. Shows nothing when the output goes to a file or another program.</summary>
    public static async Task<T> FollowAsync<T>(IAnsiConsole console, IReadOnlyList<PhaseProgress> phases, Task<T> work)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            return await work;
        }

        await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => DrawUntilDoneAsync(context, phases, work));
        return await work;
    }

    private static async Task DrawUntilDoneAsync<T>(ProgressContext context, IReadOnlyList<PhaseProgress> phases, Task<T> work)
    {
        var bars = new Dictionary<PhaseProgress, ProgressTask>();
        do
        {
            foreach (PhaseProgress phase in phases)
            {
                Draw(context, bars, phase);
            }

            await Task.WhenAny(work, Task.Delay(Refresh));
        }
        while (!work.IsCompleted);

        foreach (PhaseProgress phase in phases)
        {
            Draw(context, bars, phase);
        }
    }

    private static void Draw(ProgressContext context, Dictionary<PhaseProgress, ProgressTask> bars, PhaseProgress phase)
    {
        if (phase is { Done: 0, IsFinished: false })
        {
            return;
        }

        ref ProgressTask? bar = ref CollectionsMarshal.GetValueRefOrAddDefault(bars, phase, out _);
        bar ??= context.AddTask(phase.Name);

        bar.IsIndeterminate = phase is { Total: 0, IsFinished: false };
        bar.MaxValue = Math.Max(phase.Total, 1);
        bar.Value = phase.IsFinished ? bar.MaxValue : phase.Total == 0 ? 0 : phase.Done;
        if (phase.IsFinished)
        {
            bar.StopTask();
        }
    }
}
