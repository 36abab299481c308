using System.Collections;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>The keys of slots, without a copy: those of a large batch would be an array of the large object heap for each round of reading.</summary>
internal sealed class SlotKeys(List<Slot> slots) : IReadOnlyList<RecordKey>
{
    public int Count => slots.Count;

    public RecordKey this[int index] => slots[index].Key;

    public IEnumerator<RecordKey> GetEnumerator()
    {
        foreach (Slot slot in slots)
        {
            yield return slot.Key;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
