namespace PrivateDomain.Sdk.Storage;

/// <summary>The store could not do what was asked: it is unreachable, full, damaged, locked, or of another version.</summary>
/// <remarks>
/// The one exception for store trouble. Its message holds no statement text, connection string or personal data.
/// A commit that throws is in doubt: retry the same operation with the same key, which ends in exactly one effect.
/// </remarks>
public sealed class StoreException : Exception
{
    /// <summary>Makes an exception without detail.</summary>
    public StoreException()
        : this("unknown", "unknown", false, "The store failed.")
    {
    }

    /// <summary>Makes an exception with a message only.</summary>
    /// <param name="message">What went wrong.</param>
    public StoreException(string message)
        : this("unknown", "unknown", false, message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause.</param>
    public StoreException(string message, Exception innerException)
        : this("unknown", "unknown", false, message, innerException)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="store">The store's name.</param>
    /// <param name="operation">What was tried: <c>initialize</c>, <c>load</c>, <c>commit</c>, <c>query</c>.</param>
    /// <param name="isTransient">Whether trying again soon may work.</param>
    /// <param name="message">What went wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StoreException(string store, string operation, bool isTransient, string message, Exception? innerException = null)
        : base($"Store '{store}' could not {operation}: {message}", innerException)
    {
        Store = store;
        Operation = operation;
        IsTransient = isTransient;
    }

    /// <summary>The store's name.</summary>
    public string Store { get; }

    /// <summary>What was tried.</summary>
    public string Operation { get; }

    /// <summary>Whether trying again soon may work.</summary>
    public bool IsTransient { get; }
}
