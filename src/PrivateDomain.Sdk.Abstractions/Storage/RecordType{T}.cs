namespace PrivateDomain.Sdk.Storage;

/// <summary>The declared type of records of one C# type.</summary>
/// <typeparam name="T">The C# record.</typeparam>
/// <remarks>Made by <see cref="RecordTypeBuilder{T}"/>. Immutable and thread-safe.</remarks>
public sealed class RecordType<T> : RecordType
    where T : Record
{
    private readonly Func<T, ColumnValue>[] _getters;
    private readonly Func<T, long, T>?[] _setters;
    private readonly RecordFactory<T> _factory;

    internal RecordType(
        string name,
        int since,
        IReadOnlyList<RecordColumn> columns,
        IEnumerable<(string Name, IndexScope Scope, string[] Columns, int Since)> indexes,
        Func<T, ColumnValue>[] getters,
        Func<T, long, T>?[] setters,
        RecordFactory<T> factory)
        : base(name, since)
    {
        _getters = getters;
        _setters = setters;
        _factory = factory;
        Columns = columns;
        Indexes = [.. indexes.Select(i => new RecordIndex(this, i.Name, i.Scope, [.. i.Columns.Select(Column)], i.Since))];
        HasOwnerIndex = Indexes.Any(static i => i.Scope == IndexScope.Owner);
    }

    /// <inheritdoc/>
    public override ColumnValue GetValue(Record record, RecordColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return _getters[column.Ordinal]((T)record);
    }

    /// <inheritdoc/>
    public override Record Read(RecordKey key, long revision, ReadOnlySpan<ColumnValue> values)
    {
        var reader = new RecordReader(key, revision, values);
        return _factory(ref reader);
    }

    /// <inheritdoc/>
    public override Record WithAdded(Record record, RecordColumn column, long delta)
    {
        ArgumentNullException.ThrowIfNull(column);
        Func<T, long, T> set = _setters[column.Ordinal]
            ?? throw new InvalidOperationException($"{Name}.{column.Name} is not declared as a counter and cannot be added to.");
        long current = _getters[column.Ordinal]((T)record).Number;
        return set((T)record, checked(current + delta));
    }
}
