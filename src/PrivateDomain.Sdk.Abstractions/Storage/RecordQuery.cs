namespace PrivateDomain.Sdk.Storage;

/// <summary>Asks for one page of records in a declared order.</summary>
/// <param name="Index">The order: a declared index, or a type's primary one.</param>
/// <param name="Program">The program; no other program's record is ever returned.</param>
/// <param name="Limit">How many records at most, from 1 to the store's <see cref="StoreDescriptor.MaxPageSize"/>.</param>
/// <param name="Owner">
/// Whose records; <see langword="null"/> for all owners of the program, which takes an index of the program's scope or the primary one
/// (then ordered by owner and id).
/// </param>
/// <param name="Descending">Whether to read from the end.</param>
/// <param name="From">The least value of the index's first column, inclusive; <see cref="ColumnValue.Null"/> for no bound. Not for the primary index.</param>
/// <param name="Through">The greatest value of the index's first column, inclusive; <see cref="ColumnValue.Null"/> for no bound. Not for the primary index.</param>
/// <param name="Cursor">The previous page's <see cref="RecordPage.Cursor"/>; <see langword="null"/> for the first page.</param>
public sealed record RecordQuery(
    RecordIndex Index,
    string Program,
    int Limit,
    string? Owner = null,
    bool Descending = false,
    ColumnValue From = default,
    ColumnValue Through = default,
    string? Cursor = null)
{
    /// <summary>For store authors: refuses a query that does not fit its index, before anything is read. The cursor is left to <see cref="RecordCursor"/>.</summary>
    /// <param name="maxPageSize">The store's <see cref="StoreDescriptor.MaxPageSize"/>.</param>
    /// <exception cref="ArgumentException">
    /// The limit is below 1 or above the largest page; an index of the program's scope is asked for one owner, or an index of the owner's scope
    /// other than the primary one for all owners; a bound stands at the primary index, or is not of the kind of the first index column.
    /// </exception>
    public void Validate(int maxPageSize)
    {
        ArgumentNullException.ThrowIfNull(Index);
        ArgumentNullException.ThrowIfNull(Program);
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Limit, maxPageSize);
        Index.RequireScope(isOneOwner: Owner is not null, nameof(Owner));
        Index.RequireBound(From, nameof(From));
        Index.RequireBound(Through, nameof(Through));
    }
}
