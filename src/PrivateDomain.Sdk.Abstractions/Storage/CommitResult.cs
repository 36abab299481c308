namespace PrivateDomain.Sdk.Storage;

/// <summary>How a commit ended: <see cref="Committed"/>, or a conflict that names the change that failed.</summary>
/// <remarks>A conflict leaves no trace in the store. Immutable.</remarks>
public sealed class CommitResult
{
    private CommitResult(Change? conflict) => Conflict = conflict;

    /// <summary>Everything was stored, durably.</summary>
    public static CommitResult Committed { get; } = new(null);

    /// <summary>The first change found to fail; <see langword="null"/> when everything was stored.</summary>
    public Change? Conflict { get; }

    /// <summary>Whether everything was stored.</summary>
    public bool IsCommitted => Conflict is null;

    /// <summary>Nothing was stored, because a change did not fit what the store holds.</summary>
    /// <param name="change">The change that failed.</param>
    /// <returns>The result.</returns>
    public static CommitResult ConflictOn(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new CommitResult(change);
    }

    /// <inheritdoc/>
    public override string ToString() => Conflict is null ? "Committed" : $"Conflict on {Conflict}";
}
