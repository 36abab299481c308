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
    /// <param name="tell">Hears what the compiler said, if it fails.</param>
    /// <returns>The program, or <see langword="null"/> where none can be made: the repository is not here, or there is no linker.</returns>
    public static async Task<ReplayProgram?> PublishAsync(string folder, Action<string> tell)
    {
        if (Repository.Root is not { } root)
        {
            return null;
        }

        (int exitCode, string output) = await RunAsync(
            new ReplayProgram("dotnet", "publish", Path.Combine(root, Project), "-r", RuntimeInformation.RuntimeIdentifier, "--nologo", "-v", "quiet"), ["-o", folder]);
        if (exitCode != 0)
        {
            tell(output);
            return null;
        }

        return new ReplayProgram(Path.Combine(folder, "OrderReplay"));
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="BenchmarkFailedException">It ended with an error.</exception>
    public async Task RunAsync(params string[] arguments)
    {
        (int exitCode, string output) = await RunAsync(this, arguments);
        if (exitCode != 0)
        {
            throw new BenchmarkFailedException($"OrderReplay failed with {exitCode}: {output}");
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(ReplayProgram program, string[] arguments)
    {
        var start = new ProcessStartInfo(program.File, [.. program.First, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
