namespace PrivateDomain.Sdk.Storage;

/// <summary>The changes of one commit: all of them or none.</summary>
/// <remarks>
/// For any number of owners and record types. A key stands in a change set at most once, except that guarded adds to different columns
/// of one record may stand side by side. Immutable.
/// </remarks>
public sealed class ChangeSet
{
    /// <summary>Makes a change set.</summary>
    /// <param name="changes">The changes; the caller keeps to one per key.</param>
    public ChangeSet(params IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        Changes = changes;
    }

    /// <summary>The changes.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>For store authors: refuses a change set that is larger than the store takes, before anything is written.</summary>
    /// <param name="maxChanges">The store's <see cref="StoreDescriptor.MaxChanges"/>.</param>
    /// <exception cref="ArgumentException">There are more changes.</exception>
    public void Validate(int maxChanges)
    {
        if (Changes.Count > maxChanges)
        {
            throw new ArgumentException($"{Changes.Count} changes are more than the {maxChanges} that one commit may hold.");
        }
    }
}
