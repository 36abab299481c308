namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>What a store must do, in the plainest terms: a list of gadgets. Shares no code with any store and none with the contract's helpers.</summary>
public sealed class NaiveModel
{
    private List<Gadget> _gadgets = [];

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<Gadget> Gadgets => _gadgets;

    /// <summary>Finds a gadget.</summary>
    /// <param name="program">Its program.</param>
    /// <param name="owner">Its owner.</param>
    /// <param name="id">Its id.</param>
    /// <returns>The gadget, or <see langword="null"/>.</returns>
    public Gadget? Find(string program, string owner, string id) =>
        _gadgets.Find(g => string.Equals(g.Program, program, StringComparison.Ordinal)
            && string.Equals(g.Holder, owner, StringComparison.Ordinal)
            && string.Equals(g.GadgetId, id, StringComparison.Ordinal));

    /// <summary>Applies changes if all of them fit.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>Those that do not fit; when there is none, everything is applied.</returns>
    public IReadOnlyList<Change> Commit(IReadOnlyList<Change> changes)
    {
        List<Gadget> next = [.. _gadgets];
        List<Change> misfits = [];
        foreach (Change change in changes)
        {
            Gadget? stored = Find(change.Key.Program, change.Key.Owner, change.Key.Id);
            Gadget? current = next.Find(g => stored is not null && g.Program == stored.Program && g.Holder == stored.Holder && g.GadgetId == stored.GadgetId);
            switch (change)
            {
                case Change.Insert insert when stored is null:
                    next.Add((Gadget)insert.Record with { Revision = 1 });
                    break;
                case Change.Update update when stored?.Revision == update.ExpectedRevision:
                    next.Remove(current!);
                    next.Add((Gadget)update.Record with { Revision = stored.Revision + 1 });
                    break;
                case Change.Delete delete when stored?.Revision == delete.ExpectedRevision:
                    next.Remove(current!);
                    break;
                case Change.Add add when stored is not null && Sum(stored, add) is { } sum:
                    next.Remove(current!);
                    next.Add(add.Column.Name == "stock"
                        ? current! with { Stock = sum, Revision = current.Revision + 1 }
                        : current! with { Reserved = sum, Revision = current.Revision + 1 });
                    break;
                case Change.Expect expect when (stored?.Revision ?? 0) == expect.ExpectedRevision:
                    break;
                default:
                    misfits.Add(change);
                    break;
            }
        }

        if (misfits.Count == 0)
        {
            _gadgets = next;
        }

        return misfits;
    }

    /// <summary>The gadgets of an index in its order.</summary>
    /// <param name="index">The index's name; empty for the primary one.</param>
    /// <param name="program">The program.</param>
    /// <param name="owner">The owner; <see langword="null"/> for all.</param>
    /// <param name="from">The least value of the first column, or <see langword="null"/>.</param>
    /// <param name="through">The greatest value of the first column, or <see langword="null"/>.</param>
    /// <param name="descending">Whether to begin at the end.</param>
    /// <returns>The gadgets.</returns>
    public IReadOnlyList<Gadget> Read(string index, string program, string? owner, object? from = null, object? through = null, bool descending = false)
    {
        IEnumerable<Gadget> found = _gadgets
            .Where(g => g.Program == program && (owner is null || g.Holder == owner) && (index.Length == 0 || Columns(index, g)[0] is not null))
            .Where(g => (from is null || Compare(Columns(index, g)[0], from) >= 0) && (through is null || Compare(Columns(index, g)[0], through) <= 0))
            .OrderBy(g => Columns(index, g).Append(g.Holder).Append(g.GadgetId).ToArray(), Comparer<object?[]>.Create(CompareAll));
        return [.. descending ? found.Reverse() : found];
    }

    private static object?[] Columns(string index, Gadget gadget) => index switch
    {
        "" => [],
        "by_name" => [gadget.Name],
        "by_stock" => [gadget.Stock],
        "by_rank" => [gadget.Rank],
        "by_due" => [gadget.DueAt?.UtcTicks, gadget.Size],
        "by_enabled" => [gadget.IsEnabled ? 1L : 0L, gadget.Note],
        "all_by_made" => [gadget.MadeAt.UtcTicks],
        "all_by_shelf" => [gadget.Shelf, gadget.Size],
        _ => throw new ArgumentException($"The model knows no index '{index}'.", nameof(index)),
    };

    private static int CompareAll(object?[] left, object?[] right) => left.Zip(right, Compare).FirstOrDefault(order => order != 0);

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string l, string r) => Samples.CodePoints.Compare(l, r),
        _ => ((long)left).CompareTo((long)right),
    };

    private static long? Sum(Gadget stored, Change.Add add)
    {
        var sum = (System.Numerics.BigInteger)(add.Column.Name == "stock" ? stored.Stock : stored.Reserved) + add.Delta;
        return sum >= add.Min && sum <= add.Max ? (long)sum : null;
    }
}
