using Microsoft.Extensions.Logging;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>What the pipeline logs. No keys, amounts or personal data.</summary>
internal static partial class PipelineLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Transient store trouble; retry {Attempt} follows")]
    internal static partial void RetryingTransient(ILogger logger, int attempt, Exception trouble);

    [LoggerMessage(1002, LogLevel.Error, "{Operations} operations remain in doubt: the store cannot be read; their callers must retry with the same keys")]
    internal static partial void StillInDoubt(ILogger logger, int operations, Exception trouble);

    [LoggerMessage(1003, LogLevel.Error, "A batch of {Operations} operations ended in store trouble; resolved from the store: {Resolved}")]
    internal static partial void BatchFailed(ILogger logger, int operations, bool resolved, Exception trouble);
}
