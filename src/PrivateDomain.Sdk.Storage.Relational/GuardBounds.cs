namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The stored values to which a guarded add may be applied, so that the database never computes a sum that leaves 64 bits.</summary>
/// <param name="Least">The least stored value that may be added to.</param>
/// <param name="Greatest">The greatest; below <paramref name="Least"/> when there is none.</param>
/// <remarks>An immutable value. SQLite would turn an overflowing sum into a floating-point number, PostgreSQL would fail the transaction.</remarks>
public readonly record struct GuardBounds(long Least, long Greatest)
{
    /// <summary>The bounds of a guarded add.</summary>
    /// <param name="change">The add.</param>
    /// <returns>The stored values that it fits.</returns>
    public static GuardBounds Of(Change.Add change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Int128 least = Int128.Max((Int128)change.Min - change.Delta, long.MinValue);
        Int128 greatest = Int128.Min((Int128)change.Max - change.Delta, long.MaxValue);
        return least <= greatest ? new GuardBounds((long)least, (long)greatest) : new GuardBounds(1, 0);
    }
}
