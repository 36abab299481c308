using System.Diagnostics;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>The sample as a process of its own, as an operator starts it.</summary>
internal static class ReplayProcess
{
    public static Process Start(string workingFolder, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "OrderReplay.dll"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }

    public static async Task<ReplayOutcome> RunAsync(string workingFolder, params string[] args)
    {
        using Process process = Start(workingFolder, args);
        return await FinishAsync(process);
    }

    public static async Task<ReplayOutcome> FinishAsync(Process process)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(token);
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new ReplayOutcome(process.ExitCode, await output, await errors);
    }
}
