using System.Diagnostics;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>The sample as a process of its own, as an operator starts it.</summary>
internal static class ReplayProcess
{
    public static Process Start(string workingFolder, params string[] args) => Start(workingFolder, new Dictionary<string, string>(), args);

    /// <summary>Starts it with more environment variables than this process has.</summary>
    public static Process Start(string workingFolder, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = workingFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

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
