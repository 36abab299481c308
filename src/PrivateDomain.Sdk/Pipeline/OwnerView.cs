using System.Runtime.InteropServices;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>What a workspace knows of one owner's records of one type, beyond each record by itself.</summary>
internal sealed class OwnerView
{
    // Of most owners nothing is read in any order, or in one.
    private List<LoadedRange>? _ranges;
    private List<Slot>? _changed;

    /// <summary>The records that the batch changed, each once.</summary>
    internal ReadOnlySpan<Slot> Changed => CollectionsMarshal.AsSpan(_changed);

    private ReadOnlySpan<LoadedRange> Ranges => CollectionsMarshal.AsSpan(_ranges);

    internal void Add(LoadedRange range) => (_ranges ??= new(1)).Add(range);

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
            (_changed ??= new(1)).Add(slot);
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
