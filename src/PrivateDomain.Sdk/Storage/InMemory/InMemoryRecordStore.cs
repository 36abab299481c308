namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>Keeps records in this process's memory: the reference store, for tests, trials and replays.</summary>
/// <remarks>
/// Thread-safe: every load, commit and query is atomic and sees one moment. Loads and queries go on beside each other, a commit by itself. Nothing
/// survives the process.
/// A record is kept as the immutable object that was committed. Finding, inserting and changing a record costs O(log n) in the records of
/// its owner, and as much in every index of the program's scope; an owner with a single record costs little more than that record.
/// </remarks>
#pragma warning disable CA1001 // The lock has handles only while somebody waits for it: a store of plain memory need not be disposed.
public sealed class InMemoryRecordStore : IRecordStore
#pragma warning restore CA1001
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly List<(RecordTable Table, Record? Old, Record? Current)> _steps = [];

    private readonly Dictionary<string, OwnerNumbers> _numbers = [];

    // By the ordinal of their types.
    private RecordTable?[] _tables = [];
    private int _version;

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; } = new("memory");

    /// <inheritdoc/>
    /// <remarks>
    /// A type that was declared anew under the same name takes over the records of the older declaration, which is unknown from then on.
    /// </remarks>
    public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        _gate.EnterWriteLock();
        try
        {
            if (model.Version < _version)
            {
                return ValueTask.FromException(new StoreException(
                    Descriptor.Name, "initialize", isTransient: false, $"It holds schema version {_version}, the model is of version {model.Version}; update the host."));
            }

            foreach (RecordType type in model.Types)
            {
                Declare(type);
            }

            _version = model.Version;
        }
        finally
        {
            _gate.ExitWriteLock();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A record type is not in the model, or a range does not fit its index.</exception>
    /// <exception cref="InvalidOperationException">The store was not initialized.</exception>
    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<Snapshot>(cancellationToken);
        }

        Record?[] records = reads.Keys.Count == 0 ? [] : new Record?[reads.Keys.Count];
        RangeSlice[] ranges = reads.Ranges.Count == 0 ? [] : new RangeSlice[reads.Ranges.Count];
        _gate.EnterReadLock();
        try
        {
            RequireInitialized();
            for (int i = 0; i < records.Length; i++)
            {
                RecordKey key = reads.Keys[i];
                records[i] = TableOf(key.Type, nameof(reads)).Find(key);
            }

            for (int i = 0; i < ranges.Length; i++)
            {
                ranges[i] = Read(reads.Ranges[i]);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return ValueTask.FromResult(new Snapshot(records, ranges));
    }

    /// <inheritdoc/>
    /// <remarks>Guarded adds to several columns of one record add one to its revision each.</remarks>
    /// <exception cref="ArgumentException">
    /// A record type is not in the model, or there are more changes than <see cref="StoreDescriptor.MaxChanges"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The store was not initialized.</exception>
    public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CommitResult>(cancellationToken);
        }

        changes.Validate(Descriptor.MaxChanges);

        _gate.EnterWriteLock();
        try
        {
            RequireInitialized();
            return ValueTask.FromResult(Commit(changes.Changes));
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The store was not initialized.</exception>
    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RecordPage>(cancellationToken);
        }

        query.Validate(Descriptor.MaxPageSize);
        RecordCursor? cursor = query.Cursor is null ? null : RecordCursor.Decode(query.Index, query.Cursor);
        var window = new Window(query.Index, query.From, query.Through, cursor, query.Descending, query.Limit);
        Record[] records = [];
        bool hasMore = false;
        _gate.EnterReadLock();
        try
        {
            RequireInitialized();
            if (TableOf(query.Index.Type, nameof(query)).Of(query.Program) is { } program)
            {
                records = program.Read(window, query.Owner, out hasMore);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return ValueTask.FromResult(new RecordPage(records, hasMore ? RecordCursor.Encode(query.Index, records[^1]) : null));
    }

    private void Declare(RecordType type)
    {
        if (_tables.ElementAtOrDefault(type.Ordinal) is not null)
        {
            return;
        }

        RecordTable? older = Array.Find(_tables, t => t?.Type.Name == type.Name);
        if (older is not null)
        {
            _tables[older.Type.Ordinal] = null;
        }

        Array.Resize(ref _tables, int.Max(_tables.Length, type.Ordinal + 1));
        _tables[type.Ordinal] = older?.ConvertTo(type) ?? new RecordTable(type, _numbers);
    }

    private RangeSlice Read(OwnerRange range)
    {
        range.Validate();
        RecordTable table = TableOf(range.Index.Type, "reads");
        bool isCut = false;
        Record[] records = table.Of(range.Program) is { } program
            ? program.Read(new Window(range.Index, range.From, range.Through, Cursor: null, range.Descending, range.Limit), range.Owner, out isCut)
            : [];
        return new RangeSlice(records, IsComplete: !isCut);
    }

    private CommitResult Commit(IReadOnlyList<Change> changes)
    {
        _steps.Clear();
        bool isWhole = false;
        try
        {
            for (int i = 0; i < changes.Count; i++)
            {
                Change change = changes[i];
                RecordKey key = change.Key;
                RecordTable table = TableOf(key.Type, nameof(changes));
                if (!table.TryApply(key, change, out Record? old, out Record? current))
                {
                    return CommitResult.ConflictOn(change);
                }

                _steps.Add((table, old, current));
            }

            isWhole = true;
            return CommitResult.Committed;
        }
        finally
        {
            if (!isWhole)
            {
                Undo();
            }

            _steps.Clear();
        }
    }

    /// <summary>Takes the steps back, last one first: nobody saw them, for the lock is still held.</summary>
    private void Undo()
    {
        for (int i = _steps.Count - 1; i >= 0; i--)
        {
            (RecordTable table, Record? old, Record? current) = _steps[i];
            if (!ReferenceEquals(old, current))
            {
                table.Replace(current, old);
            }
        }
    }

    private RecordTable TableOf(RecordType? type, string parameter) => type is not null && type.Ordinal < _tables.Length && _tables[type.Ordinal] is { } table
        ? table
        : throw new ArgumentException($"The record type '{type?.Name}' is not in the model that the store was initialized with.", parameter);

    private void RequireInitialized()
    {
        if (_version == 0)
        {
            throw new InvalidOperationException("The store is not initialized; call InitializeAsync with the model first.");
        }
    }
}
