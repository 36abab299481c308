using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>Copies what a decision returns, to count its bytes.</summary>
internal static class Outcomes
{
    public static Changes Copy(Changes changes)
    {
        var copy = new Changes();
        foreach (PendingChange change in changes.All)
        {
            if (change.Record is { } record)
            {
                copy.Put(Copy(record));
            }
            else if (change.Other is Change.Add add)
            {
                copy.Add(add.Key, add.Column, add.Delta);
            }
        }

        foreach (Record record in changes.Appended)
        {
            copy.Append(Copy(record));
        }

        return copy;
    }

    private static Record Copy(Record record)
    {
        // These two keep their number as the text of their key.
        if (record is PointLot or PointEntry)
        {
            _ = new string(record.Id.AsSpan());
        }

        return record with { };
    }
}
