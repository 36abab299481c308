using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>One round of reading: which slots and ranges the answer of the store goes to.</summary>
internal sealed record WorkspaceReads(List<Slot> Slots, List<(LoadedRange Range, OwnerRange Request)> Ranges)
{
    internal ReadSet ToReadSet() => new(new SlotKeys(Slots), Ranges.ConvertAll(static r => r.Request));
}
