namespace PrivateDomain.Sdk.Storage;

/// <summary>One change of one record: an insert, update, delete, guarded add, or an expectation that changes nothing.</summary>
/// <remarks>Immutable. The set of changes is closed: a store handles these five.</remarks>
public abstract class Change
{
    private Change()
    {
    }

    /// <summary>The record that changes.</summary>
    public RecordKey Key => GetKey();

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} {Key}";

    private protected abstract RecordKey GetKey();

    /// <summary>Stores a new record. Conflict when the key exists.</summary>
    public sealed class Insert : Change
    {
        /// <summary>Makes the change.</summary>
        /// <param name="record">The record; stored with revision 1.</param>
        public Insert(Record record)
        {
            ArgumentNullException.ThrowIfNull(record);
            Record = record.Revision == 1 ? record : record with { Revision = 1 };
        }

        /// <summary>The record as it will be stored, with revision 1.</summary>
        public Record Record { get; }

        private protected override RecordKey GetKey() => Record.Key;
    }

    /// <summary>Replaces a record. Conflict when the stored revision differs from the expected one, or the record is missing.</summary>
    public sealed class Update : Change
    {
        /// <summary>Makes the change.</summary>
        /// <param name="record">The new content.</param>
        /// <param name="expectedRevision">The revision that must be stored.</param>
        public Update(Record record, long expectedRevision)
        {
            ArgumentNullException.ThrowIfNull(record);
            Record = record.Revision == expectedRevision + 1 ? record : record with { Revision = expectedRevision + 1 };
            ExpectedRevision = expectedRevision;
        }

        /// <summary>The record as it will be stored, with the next revision.</summary>
        public Record Record { get; }

        /// <summary>The revision that must be stored.</summary>
        public long ExpectedRevision { get; }

        private protected override RecordKey GetKey() => Record.Key;
    }

    /// <summary>Removes a record. Conflict when the stored revision differs from the expected one, or the record is missing.</summary>
    public sealed class Delete : Change
    {
        private readonly RecordKey _key;

        /// <summary>Makes the change.</summary>
        /// <param name="key">The record's key.</param>
        /// <param name="expectedRevision">The revision that must be stored.</param>
        public Delete(RecordKey key, long expectedRevision)
        {
            _key = key;
            ExpectedRevision = expectedRevision;
        }

        /// <summary>The revision that must be stored.</summary>
        public long ExpectedRevision { get; }

        private protected override RecordKey GetKey() => _key;
    }

    /// <summary>
    /// Adds to a counter column and to the revision, whatever they are. Conflict when the result leaves [Min, Max], or the record is missing.
    /// </summary>
    public sealed class Add : Change
    {
        private readonly RecordKey _key;

        /// <summary>Makes the change.</summary>
        /// <param name="key">The record's key.</param>
        /// <param name="column">A column declared with <see cref="RecordTypeBuilder{T}.Counter"/>.</param>
        /// <param name="delta">What to add; may be negative or zero.</param>
        /// <param name="min">The least allowed result.</param>
        /// <param name="max">The greatest allowed result.</param>
        /// <exception cref="ArgumentException">The column is no counter of the record's type.</exception>
        public Add(RecordKey key, RecordColumn column, long delta, long min = 0, long max = long.MaxValue)
        {
            ArgumentNullException.ThrowIfNull(column);
            if (!column.IsCounter || column.Ordinal >= key.Type.Columns.Count || !ReferenceEquals(key.Type.Columns[column.Ordinal], column))
            {
                throw new ArgumentException($"'{column}' is no column of {key.Type} that is declared as a counter.", nameof(column));
            }

            _key = key;
            Column = column;
            Delta = delta;
            Min = min;
            Max = max;
        }

        /// <summary>The counter.</summary>
        public RecordColumn Column { get; }

        /// <summary>What is added.</summary>
        public long Delta { get; }

        /// <summary>The least allowed result.</summary>
        public long Min { get; }

        /// <summary>The greatest allowed result.</summary>
        public long Max { get; }

        private protected override RecordKey GetKey() => _key;
    }

    /// <summary>
    /// Changes nothing, but makes the commit depend on what was read: conflict when the stored revision differs from the expected one (0: no record).
    /// </summary>
    public sealed class Expect : Change
    {
        private readonly RecordKey _key;

        /// <summary>Makes the expectation.</summary>
        /// <param name="key">The record's key.</param>
        /// <param name="expectedRevision">The revision that must be stored; 0 when there must be no record.</param>
        public Expect(RecordKey key, long expectedRevision)
        {
            _key = key;
            ExpectedRevision = expectedRevision;
        }

        /// <summary>The revision that must be stored; 0 when there must be no record.</summary>
        public long ExpectedRevision { get; }

        private protected override RecordKey GetKey() => _key;
    }
}
