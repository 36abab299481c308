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

        var records = new List<T>(range.Records.Length + 1);
        foreach (Record record in range.Records)
        {
            if (!IsWritten(record.Key))
            {
                records.Add((T)record);
            }
        }

        foreach (PendingChange change in changes.All)
        {
            if (change.Record is T written && written.Owner == owner && ReferenceEquals(written.Type, index.Type) && index.Contains(written))
            {
                int place = records.FindIndex(record => index.Compare(record, written) > 0);
                records.Insert(place < 0 ? records.Count : place, written);
            }
        }

        return records;
    }

    private bool IsWritten(RecordKey key)
    {
        foreach (PendingChange change in changes.All)
        {
            if ((change.Record?.Key ?? (change.Other as Change.Delete)?.Key) == key)
            {
                return true;
            }
        }

        return false;
    }
}
