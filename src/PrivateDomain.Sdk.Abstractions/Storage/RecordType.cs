namespace PrivateDomain.Sdk.Storage;

/// <summary>What a store must know of a kind of record: its name, columns and indexes, and how to take records apart and build them.</summary>
/// <remarks>Declared once per record with <see cref="RecordTypeBuilder{T}"/>. Immutable and thread-safe; compared by reference.</remarks>
public abstract class RecordType
{
    private static int s_count;

    private protected RecordType(string name, int since)
    {
        Name = name;
        Since = since;
        Ordinal = Interlocked.Increment(ref s_count);
        Primary = new RecordIndex(this, "", IndexScope.Owner, [], since);
    }

    /// <summary>The name, plural, <c>[a-z][a-z0-9_]*</c>, at most 40 characters: the table of a SQL store.</summary>
    public string Name { get; }

    /// <summary>The schema version that brought the type; see <see cref="RecordModel.Version"/>.</summary>
    public int Since { get; }

    /// <summary>The columns, in the order in which records are built from them. Key and revision are not among them.</summary>
    public IReadOnlyList<RecordColumn> Columns { get; private protected set; } = [];

    /// <summary>The declared indexes, without the primary one.</summary>
    public IReadOnlyList<RecordIndex> Indexes { get; private protected set; } = [];

    /// <summary>The order of the keys: by id within an owner; by owner and id in a query over all owners.</summary>
    public RecordIndex Primary { get; }

    /// <summary>Whether commands read all of an owner's records in their primary order.</summary>
    internal bool IsReadInPrimaryOrder { get; init; }

    /// <summary>Whether commands may read an owner's records in some order, so that a batch must know which of them it has changed.</summary>
    internal bool IsReadByOwner => IsReadInPrimaryOrder || HasOwnerIndex;

    private protected bool HasOwnerIndex { get; init; }

    /// <summary>A number of this process only, different for every type; for hashing.</summary>
    internal int Ordinal { get; }

    /// <summary>The value of a column in a record.</summary>
    /// <param name="record">A record of this type.</param>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <returns>The value.</returns>
    public abstract ColumnValue GetValue(Record record, RecordColumn column);

    /// <summary>Builds a record from what a store kept of it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="revision">The stored revision.</param>
    /// <param name="values">A value for each of <see cref="Columns"/>, in their order.</param>
    /// <returns>The record.</returns>
    public abstract Record Read(RecordKey key, long revision, ReadOnlySpan<ColumnValue> values);

    /// <summary>A copy of a record with an integer column increased, for guarded adds. The revision stays as it is.</summary>
    /// <param name="record">A record of this type.</param>
    /// <param name="column">A column declared with <see cref="RecordTypeBuilder{T}.Counter"/>.</param>
    /// <param name="delta">What to add; may be negative.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="InvalidOperationException">The column is not a counter.</exception>
    /// <exception cref="OverflowException">The sum does not fit in 64 bits.</exception>
    public abstract Record WithAdded(Record record, RecordColumn column, long delta);

    /// <summary>Finds a column by name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The column.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public RecordColumn Column(string name) =>
        Columns.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"{Name} has no column '{name}'.", nameof(name));

    /// <summary>Finds an index by name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The index.</returns>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    public RecordIndex Index(string name) =>
        Indexes.FirstOrDefault(i => i.Name == name) ?? throw new ArgumentException($"{Name} has no index '{name}'.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
