using System.Diagnostics;
using Xunit;

namespace PrivateDomain.Sdk.Packaging;

/// <summary>Runs a program to its end and returns what it printed.</summary>
internal static class Command
{
    internal static async Task<(int ExitCode, string Output)> TryRunAsync(string file, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // The test host's own settings must not reach the builds that it starts.
        foreach (string inherited in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "VSTEST_CONNECTION_TIMEOUT"])
        {
            start.Environment.Remove(inherited);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    internal static async Task<string> RunAsync(string file, string folder, params string[] arguments)
    {
        (int exitCode, string output) = await TryRunAsync(file, folder, arguments);
        Assert.True(exitCode == 0, $"{file} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }
}
