namespace PrivateDomain.Sdk.Storage;

/// <summary>A bounded run of one owner's records in an index's order.</summary>
/// <param name="Index">The index; its scope must be <see cref="IndexScope.Owner"/>.</param>
/// <param name="Owner">Whose records.</param>
/// <param name="Program">The program.</param>
/// <param name="Limit">How many records at most, from 1.</param>
/// <param name="Descending">Whether to read from the index's end.</param>
/// <param name="From">The least value of the index's first column, inclusive; <see cref="ColumnValue.Null"/> for no bound.</param>
/// <param name="Through">The greatest value of the index's first column, inclusive; <see cref="ColumnValue.Null"/> for no bound.</param>
public sealed record OwnerRange(
    RecordIndex Index,
    string Owner,
    string Program,
    int Limit,
    bool Descending = false,
    ColumnValue From = default,
    ColumnValue Through = default)
{
    /// <summary>For store authors: refuses a range that does not fit its index, before anything is read.</summary>
    /// <exception cref="ArgumentException">
    /// The limit is below 1; the index is not of the owner's scope; a bound stands at the primary index, or is not of the kind of the first index column.
    /// </exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Index);
        ArgumentNullException.ThrowIfNull(Owner);
        ArgumentNullException.ThrowIfNull(Program);
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit, 1);
        Index.RequireScope(isOneOwner: true, nameof(Index));
        Index.RequireBound(From, nameof(From));
        Index.RequireBound(Through, nameof(Through));
    }
}
