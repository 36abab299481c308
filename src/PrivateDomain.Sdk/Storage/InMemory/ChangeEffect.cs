namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>What a change demands of the stored record, and what it makes of it. Pure.</summary>
internal static class ChangeEffect
{
    /// <summary>Whether a change fits what is stored.</summary>
    /// <param name="change">The change.</param>
    /// <param name="stored">What is stored under its key, or <see langword="null"/>.</param>
    /// <returns><see langword="false"/> for a conflict.</returns>
    public static bool Fits(this Change change, Record? stored) => change switch
    {
        Change.Insert => stored is null,
        Change.Update update => stored is not null && stored.Revision == update.ExpectedRevision,
        Change.Delete delete => stored is not null && stored.Revision == delete.ExpectedRevision,
        Change.Add add => stored is not null && IsWithin(add, stored),
        Change.Expect expect => (stored?.Revision ?? 0) == expect.ExpectedRevision,
        _ => throw new ArgumentException($"'{change}' is no change that a store handles.", nameof(change)),
    };

    /// <summary>What is stored after a change that fits.</summary>
    /// <param name="change">The change.</param>
    /// <param name="stored">What is stored under its key, or <see langword="null"/>.</param>
    /// <returns>The record; <see langword="null"/> when there is none afterwards.</returns>
    public static Record? Apply(this Change change, Record? stored) => change switch
    {
        Change.Insert insert => insert.Record,
        Change.Update update => update.Record,
        Change.Delete => null,
        Change.Add add => add.Key.Type.WithAdded(stored!, add.Column, add.Delta) with { Revision = stored!.Revision + 1 },
        _ => stored,
    };

    private static bool IsWithin(Change.Add add, Record stored)
    {
        // In 128 bits, so that a sum beyond 64 bits is a conflict and never wraps.
        Int128 sum = (Int128)add.Key.Type.GetValue(stored, add.Column).Number + add.Delta;
        return sum >= add.Min && sum <= add.Max;
    }
}
