using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>The view as it will be once the changes of a decision are laid over it.</summary>
internal readonly struct Overlay(Workspace view, Changes changes)
{
    internal T? Find<T>(RecordKey key)
        where T : Record
    {
        var record = view.Find<T>(key);
        foreach (PendingChange change in changes.All)
        {
            if (change.Record is { } written && written.Key == key)
            {
                record = (T)written;
            }
            else if (change.Other is Change.Delete delete && delete.Key == key)
            {
                record = null;
            }
            else if (change.Other is Change.Add add && add.Key == key && record is not null)
            {
                record = (T)key.Type.WithAdded(record, add.Column, add.Delta);
            }
        }

        return record;
    }

    /// <summary>All of an owner's records in an index's order; what is there of them while the view is incomplete.</summary>
    /// <param name="index">The order.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="program">The program.</param>
    /// <param name="expected">How many there may well be: so many are asked for at first.</param>
    internal List<T> Range<T>(RecordIndex index, string owner, string program, int expected = 0)
        where T : Record
    {
        LoadedRange range = view.Range(index, owner, program, expected: expected);
        if (!range.IsComplete)
        {
            view.Extend(range);
        }

        if (WrittenTo<T>(index, owner) is not { } latest)
        {
            var untouched = new List<T>(range.Records.Length);
            foreach (Record record in range.Records)
            {
                untouched.Add((T)record);
            }

            return untouched;
        }

        List<T> written = [.. latest.Values.OfType<T>()];
        written.Sort(index.Compare);
        var records = new List<T>(range.Records.Length + written.Count);
        int next = 0;
        foreach (Record record in range.Records)
        {
            if (latest.ContainsKey(record.Id))
            {
                continue;
            }

            while (next < written.Count && index.Compare(written[next], record) < 0)
            {
                records.Add(written[next++]);
            }

            records.Add((T)record);
        }

        records.AddRange(written[next..]);
        return records;
    }

    /// <summary>
    /// What the changes make of an owner's records of an index's type, by id: nothing where a record leaves the index. Looked up once, for a merge writes
    /// as many records as a range has.
    /// </summary>
    private Dictionary<string, T?>? WrittenTo<T>(RecordIndex index, string owner)
        where T : Record
    {
        Dictionary<string, T?>? latest = null;
        foreach (PendingChange change in changes.All)
        {
            if (change.Record is T written && ReferenceEquals(written.Type, index.Type) && written.Owner == owner)
            {
                (latest ??= new(StringComparer.Ordinal))[written.Id] = index.Contains(written) ? written : null;
            }
            else if (change.Other is Change.Delete { Key: var key } && ReferenceEquals(key.Type, index.Type) && key.Owner == owner)
            {
                (latest ??= new(StringComparer.Ordinal))[key.Id] = null;
            }
        }

        return latest;
    }
}
