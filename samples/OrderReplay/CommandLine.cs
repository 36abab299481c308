using Microsoft.Extensions.Options;
using OrderReplay.Input;
using OrderReplay.Lifecycle;
using PrivateDomain.Sdk.Storage;
using Spectre.Console;

namespace OrderReplay;

/// <summary>The whole program: picks the verb, and says in one line what kept it from its work.</summary>
internal static class CommandLine
{
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, TextWriter errors, CancellationToken cancellationToken = default)
    {
        bool isLifecycle = args is [LifecycleCommand.Verb, ..];
        try
        {
            return isLifecycle
                ? await LifecycleCommand.RunAsync(args[1..], console, cancellationToken)
                : await ReplayCommand.RunAsync(args, console, cancellationToken);
        }
        catch (UsageException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n\n{(isLifecycle ? LifecycleArguments.Usage : ReplayArguments.Usage)}");
            return ExitCode.UnusableInput;
        }
        catch (UnusableInputException e)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCode.UnusableInput;
        }
        catch (OptionsValidationException e)
        {
            await errors.WriteLineAsync($"The plan cannot be used: {string.Join(' ', e.Failures)}");
            return ExitCode.UnusableInput;
        }
        catch (StoreException e)
        {
            await errors.WriteLineAsync($"{e.Message} What was replayed is kept; start the same replay again to go on.");
            return ExitCode.Trouble;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"The results cannot be written: {e.Message}");
            return ExitCode.Trouble;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped. What was replayed is kept; start the same replay again to go on.");
            return ExitCode.Trouble;
        }
    }
}
