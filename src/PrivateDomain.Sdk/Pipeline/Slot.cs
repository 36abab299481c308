using System.Runtime.InteropServices;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>One record in a workspace: what the store holds, and what the batch has made of it so far.</summary>
internal sealed class Slot(RecordKey key)
{
    private List<Change.Add>? _adds;

    internal RecordKey Key { get; } = key;

    /// <summary>What the store held when it was read.</summary>
    internal Record? Stored { get; private set; }

    /// <summary>What the next command of the batch sees.</summary>
    internal Record? Current { get; private set; }

    internal bool IsLoaded { get; private set; }

    internal bool IsInherited { get; private set; }

    internal bool IsWritten { get; private set; }

    internal bool IsExpected { get; private set; }

    /// <summary>Whether the owner's view knows that this record changed.</summary>
    internal bool IsListed { get; set; }

    /// <summary>Whether the batch has made nothing of it yet, so that a later reading may take its place.</summary>
    internal bool IsRenewable => IsLoaded && !IsChanged && !IsInherited && !IsExpected;

    internal bool IsChanged => IsWritten || _adds is not null;

    internal void Load(Record? record)
    {
        Stored = record;
        Current = record;
        IsLoaded = true;
    }

    /// <summary>Takes what the batch before this one is about to commit for what is stored.</summary>
    internal void Inherit(Record? record)
    {
        Load(record);
        IsInherited = true;
    }

    internal void Write(Record? record)
    {
        Current = record;
        IsLoaded = true;
        IsWritten = true;
    }

    internal void Expect() => IsExpected = true;

    /// <summary>Throws when an add would overflow, before anything of its command is laid over the workspace.</summary>
    internal void RequireRoom(Change.Add add)
    {
        if (Current is not null)
        {
            _ = checked(Key.Type.GetValue(Current, add.Column).Number + add.Delta);
        }
    }

    /// <summary>Adds to a counter. Adds of one column become one whose guard implies the guard of each.</summary>
    internal void Add(Change.Add add)
    {
        Current = Key.Type.WithAdded(
            Current ?? throw new InvalidOperationException($"{Key.Type.Name}: a counter of a record that does not exist cannot be added to."),
            add.Column,
            add.Delta);
        _adds ??= new(1);
        foreach (ref Change.Add other in CollectionsMarshal.AsSpan(_adds))
        {
            if (ReferenceEquals(other.Column, add.Column))
            {
                other = Combine(other, add);
                return;
            }
        }

        _adds.Add(add);
    }

    /// <summary>The record as the store will hold it once the batch is committed.</summary>
    internal Record? AfterCommit()
    {
        if (Current is null)
        {
            return null;
        }

        long revision = IsWritten ? (Stored?.Revision ?? 0) + 1 : Stored!.Revision + _adds!.Count;
        return Current.Revision == revision ? Current : Current with { Revision = revision };
    }

    internal void CollectInto(List<Change> changes)
    {
        if (IsWritten)
        {
            switch (Stored, Current)
            {
                case (null, { } inserted):
                    changes.Add(new Change.Insert(inserted));
                    break;
                case ({ } stored, { }):
                    // Kept, for the next batch sees the same record.
                    Current = AfterCommit();
                    changes.Add(new Change.Update(Current!, stored.Revision));
                    break;
                case ({ } stored, null):
                    changes.Add(new Change.Delete(Key, stored.Revision));
                    break;
            }
        }
        else if (_adds is not null)
        {
            changes.AddRange(_adds);
        }
        else if (IsExpected)
        {
            changes.Add(new Change.Expect(Key, Stored?.Revision ?? 0));
        }
    }

    /// <summary>
    /// First v + a within [aMin, aMax], then v + a + b within [bMin, bMax]: the result r = v + a + b must lie within
    /// [aMin + b, aMax + b] and [bMin, bMax].
    /// </summary>
    private static Change.Add Combine(Change.Add first, Change.Add second) => new(
        second.Key,
        second.Column,
        checked(first.Delta + second.Delta),
        Math.Max(Saturate((Int128)first.Min + second.Delta), second.Min),
        Math.Min(Saturate((Int128)first.Max + second.Delta), second.Max));

    private static long Saturate(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
}
