using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>What a workspace knows of one owner's records of one type, beyond each record by itself.</summary>
internal sealed class OwnerView
{
    internal List<LoadedRange> Ranges { get; } = new(1);

    /// <summary>The records that the batch changed, each once.</summary>
    internal List<Slot> Changed { get; } = [];

    internal LoadedRange? Find(RecordIndex index, bool descending)
    {
        foreach (LoadedRange range in Ranges)
        {
            if (ReferenceEquals(range.Index, index) && range.IsDescending == descending)
            {
                return range;
            }
        }

        return null;
    }

    /// <summary>Keeps the ranges in step with a change.</summary>
    internal void Replace(Slot slot, Record? before, Record? after)
    {
        if (slot.IsChanged && !slot.IsListed)
        {
            slot.IsListed = true;
            Changed.Add(slot);
        }

        foreach (LoadedRange range in Ranges)
        {
            if (range.IsLoaded)
            {
                range.Replace(before, after);
            }
        }
    }
}
