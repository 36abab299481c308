namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The records of one type, program by program.</summary>
/// <param name="type">The record type.</param>
/// <param name="numbers">The owners of each program, whatever records they have.</param>
internal sealed class RecordTable(RecordType type, Dictionary<string, OwnerNumbers> numbers)
{
    private readonly Dictionary<string, ProgramRecords> _programs = [];
    private readonly RecordIndex[] _ownerIndexes = [.. type.Indexes.Where(static i => i.Scope == IndexScope.Owner)];
    private readonly RecordIndex[] _programIndexes = [.. type.Indexes.Where(static i => i.Scope == IndexScope.Program)];

    // Most hosts have one program, and a batch is mostly of one. A single reference, for several may read at once.
    private ProgramRecords? _last;

    /// <summary>The record type.</summary>
    public RecordType Type => type;

    /// <summary>The records of a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The records, or <see langword="null"/> when there never were any.</returns>
    public ProgramRecords? Of(string program)
    {
        ProgramRecords? last = _last;
        if (last is not null && string.Equals(program, last.Program, StringComparison.Ordinal))
        {
            return last;
        }

        if (_programs.TryGetValue(program, out ProgramRecords? records))
        {
            _last = records;
        }

        return records;
    }

    /// <summary>Finds a record.</summary>
    /// <param name="key">A key of this type.</param>
    /// <returns>The record, or <see langword="null"/>.</returns>
    public Record? Find(in RecordKey key) => Of(key.Program)?.Find(key.Owner, key.Id);

    /// <summary>Makes a change if it fits what is stored.</summary>
    /// <param name="key">The change's key.</param>
    /// <param name="change">A change of this type.</param>
    /// <param name="old">What was stored under its key, or <see langword="null"/>.</param>
    /// <param name="current">What is stored now.</param>
    /// <returns><see langword="false"/> for a conflict: nothing changed.</returns>
    public bool TryApply(in RecordKey key, Change change, out Record? old, out Record? current) => OfOrNew(key.Program).TryApply(key, change, out old, out current);

    /// <summary>Stores, replaces or removes a record; the caller knows what is stored.</summary>
    /// <param name="old">What is stored under the key, or <see langword="null"/>.</param>
    /// <param name="current">What shall be stored under the key, or <see langword="null"/>.</param>
    public void Replace(Record? old, Record? current) => OfOrNew((current ?? old)!.Program).Replace(old, current);

    /// <summary>The same records under a newer declaration of their type: columns that it adds have no value in them.</summary>
    /// <param name="newer">The newer declaration.</param>
    /// <returns>The table that replaces this one.</returns>
    public RecordTable ConvertTo(RecordType newer)
    {
        RecordColumn?[] sources = [.. newer.Columns.Select(c => type.Columns.FirstOrDefault(old => old.Name == c.Name && old.Kind == c.Kind))];
        var values = new ColumnValue[sources.Length];
        var converted = new RecordTable(newer, numbers);
        Record[] records = [.. _programs.Values.SelectMany(static p => p.All)];
        foreach (Record record in records)
        {
            for (int i = 0; i < sources.Length; i++)
            {
                values[i] = sources[i] is { } source ? type.GetValue(record, source) : ColumnValue.Null;
            }

            converted.Replace(null, newer.Read(new RecordKey(newer, record.Owner, record.Program, record.Id), record.Revision, values));
        }

        foreach (Record record in records)
        {
            Replace(record, null);
        }

        return converted;
    }

    private ProgramRecords OfOrNew(string program)
    {
        ProgramRecords? records = Of(program);
        if (records is null)
        {
            if (!numbers.TryGetValue(program, out OwnerNumbers? ofProgram))
            {
                numbers.Add(program, ofProgram = new OwnerNumbers());
            }

            records = new ProgramRecords(program, ofProgram, _ownerIndexes, _programIndexes);
            _programs.Add(program, records);
        }

        return records;
    }
}
