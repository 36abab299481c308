using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>What one decision changes. Nothing of it happens unless the decision is accepted.</summary>
internal sealed class Changes
{
    private const int Usual = 12;
    private const int Few = 4;

    private readonly List<PendingChange> _all = new(Usual);
    private List<Record>? _appended;

    internal List<PendingChange> All => _all;

    /// <summary>How many records it writes, removes, adds to or expects.</summary>
    internal int Count => _all.Count + (_appended?.Count ?? 0);

    /// <summary>New records that no command reads: they need no place in the workspace.</summary>
    internal IReadOnlyList<Record> Appended => _appended ?? (IReadOnlyList<Record>)[];

    /// <summary>Writes a record: new where none was read under its key, a new revision otherwise.</summary>
    internal void Put(Record record) => _all.Add(new PendingChange(record, null));

    /// <summary>Removes a record that was read.</summary>
    internal void Remove(RecordKey key) => _all.Add(new PendingChange(null, new Change.Delete(key, 0)));

    /// <summary>Writes a new record under a key that is new by construction and that no command reads: a ledger's entry.</summary>
    internal void Append(Record record) => (_appended ??= new List<Record>(Few)).Add(record);

    /// <summary>Adds to a counter of a record that was read; the sum must stay within 0 and the greatest 64-bit integer.</summary>
    internal void Add(RecordKey key, RecordColumn counter, long delta) => _all.Add(new PendingChange(null, new Change.Add(key, counter, delta)));

    /// <summary>Writes all that another decision writes too.</summary>
    internal void AddAll(Changes others)
    {
        _all.AddRange(others._all);
        if (others._appended is { } appended)
        {
            (_appended ??= new List<Record>(appended.Count)).AddRange(appended);
        }
    }

    /// <summary>Makes the commit depend on a record that was read and is not written. The revision is the one that was read.</summary>
    internal void Expect(RecordKey key) => _all.Add(new PendingChange(null, new Change.Expect(key, 0)));
}
