using System.Diagnostics;
using OrderReplay.Replaying;
using Spectre.Console;

namespace OrderReplay.Output;

/// <summary>How long each phase took, and how much memory all of them.</summary>
internal static class SpeedTable
{
    /// <param name="phases">The phases, finished.</param>
    /// <param name="done">How much a phase did, in what its speed is told in.</param>
    /// <param name="total">How long everything took.</param>
    public static Table Of(IReadOnlyList<PhaseProgress> phases, Func<PhaseProgress, long> done, TimeSpan total)
    {
        Table table = TableText.New("Speed", "", "Seconds", "Processor seconds", "Per second");
        foreach (PhaseProgress phase in phases)
        {
            double seconds = phase.Elapsed.TotalSeconds;
            table.AddRow(
                phase.Name, TableText.Seconds(phase.Elapsed), TableText.Seconds(phase.Processors), seconds > 0 ? TableText.Count((long)(done(phase) / seconds)) : "");
        }

        table.AddRow("All", TableText.Seconds(total), TableText.Seconds(Environment.CpuUsage.TotalTime));
        using var process = Process.GetCurrentProcess();
        table.Caption($"peak memory {TableText.Count(process.PeakWorkingSet64 >> 20)} MB");
        return table;
    }
}
