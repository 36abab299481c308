using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PrivateDomain.Sdk.Benchmarks.Replay;

/// <summary>The sample OrderReplay, as something that can be started.</summary>
/// <param name="File">The program.</param>
/// <param name="First">What stands before its own arguments.</param>
internal sealed record ReplayProgram(string File, params string[] First)
{
    private const string Project = "samples/OrderReplay";

    /// <summary>As it is built: compiled while it runs.</summary>
    public static ReplayProgram Managed { get; } = new("dotnet", Path.Combine(AppContext.BaseDirectory, "OrderReplay.dll"));

    /// <summary>Compiles it ahead of time, for this machine.</summary>
    /// <param name="folder">Where the program goes.</param>
    /// <returns>The program, or <see langword="null"/> where none can be made: the repository is not here, or there is no linker.</returns>
    public static async Task<ReplayProgram?> PublishAsync(string folder)
    {
        if (Repository.Root is not { } root)
        {
            return null;
        }

        (int exitCode, _) = await RunAsync(
            new ReplayProgram("dotnet", "publish", Path.Combine(root, Project), "-r", RuntimeInformation.RuntimeIdentifier, "--nologo"), ["-o", folder]);
        return exitCode == 0 ? new ReplayProgram(Path.Combine(folder, "OrderReplay")) : null;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="BenchmarkFailedException">It ended with an error.</exception>
    public async Task RunAsync(params string[] arguments)
    {
        (int exitCode, string errors) = await RunAsync(this, arguments);
        if (exitCode != 0)
        {
            throw new BenchmarkFailedException($"OrderReplay failed with {exitCode}: {errors}");
        }
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(ReplayProgram program, string[] arguments)
    {
        var start = new ProcessStartInfo(program.File, [.. program.First, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await errors);
    }
}
