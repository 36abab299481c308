using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>One seeded run of random commits, loads, ranges and pages, each compared with the <see cref="NaiveModel"/>.</summary>
/// <param name="store">The store under test, initialized.</param>
/// <param name="program">A program that nobody else writes.</param>
/// <param name="seed">The seed; the same one does the same.</param>
public sealed class GeneratedSequence(IRecordStore store, string program, int seed)
{
    private static readonly string[] Owners = ["m", "M", "é", "\U00010000"];
    private static readonly string[] Ids = ["", "a", "A", "b", "\uE000", "\U00010000"];
    private static readonly string?[] Words = [null, "", "x", "X", "x ", "\uE000", "😀"];
    private static readonly long[] Amounts = [0, 1, -1, 2, 10, (1L << 53) + 1, long.MaxValue - 1, long.MaxValue, long.MinValue];
    private static readonly (RecordIndex Index, Func<Random, object> Bound)[] Indexes =
    [
        (Gadget.ByName, r => Words[r.Next(1, Words.Length)]!),
        (Gadget.ByStock, r => Amounts[r.Next(Amounts.Length)]),
        (Gadget.ByRank, r => (long)r.Next(-2, 4)),
        (Gadget.ByDue, r => Moment(r).UtcTicks),
        (Gadget.ByEnabled, r => (long)r.Next(2)),
        (Gadget.AllByMade, r => Moment(r).UtcTicks),
        (Gadget.AllByShelf, r => Words[r.Next(1, Words.Length)]!),
        (Gadget.Schema.Primary, _ => 0L),
    ];

    private readonly Random _random = new(seed);
    private readonly NaiveModel _model = new();
    private readonly string[] _programs = [program, program + "2"];
    private int _step;

    /// <summary>How many commits were stored.</summary>
    public int Committed { get; private set; }

    /// <summary>How many commits conflicted.</summary>
    public int Conflicted { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="steps">How many commits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A task that ends with the run.</returns>
    public async Task RunAsync(int steps, CancellationToken cancellationToken)
    {
        for (_step = 0; _step < steps; _step++)
        {
            await CommitAsync(cancellationToken);
            await LoadAsync(cancellationToken);
            await QueryAsync(cancellationToken);
        }
    }

    private static DateTimeOffset Moment(Random random) => DateTimeOffset.UnixEpoch.AddTicks(random.Next(-2, 3));

    private static ColumnValue Value(RecordIndex index, object? bound) => bound switch
    {
        null => ColumnValue.Null,
        string text => ColumnValue.Of(text),
        long ticks when index.Columns[0].Kind == ColumnKind.Instant => ColumnValue.Of(new DateTimeOffset(ticks, TimeSpan.Zero)),
        _ => ColumnValue.Of((long)bound),
    };

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        Change[] changes = [.. Enumerable.Range(0, _random.Next(1, 7)).SelectMany(_ => NextChanges()).GroupBy(c => c.Key).SelectMany(OnePerKey)];

        IReadOnlyList<Change> misfits = _model.Commit(changes);
        CommitResult result = await store.CommitAsync(new ChangeSet(changes), cancellationToken);

        Check(result.IsCommitted == (misfits.Count == 0), $"{string.Join("; ", changes.AsEnumerable())}: {result}, but the model finds {misfits.Count} that do not fit");
        Check(result.Conflict is null || misfits.Any(m => m.Key == result.Conflict.Key), $"{result} names a change that fits; these do not: {string.Join("; ", misfits)}");
        Committed += result.IsCommitted ? 1 : 0;
        Conflicted += result.IsCommitted ? 0 : 1;
    }

    private static IEnumerable<Change> OnePerKey(IGrouping<RecordKey, Change> changes)
    {
        Change first = changes.First();
        return first is Change.Add ? changes.OfType<Change.Add>().DistinctBy(a => a.Column) : [first];
    }

    private Change[] NextChanges()
    {
        Gadget gadget = NextGadget();
        Gadget? stored = _model.Find(gadget.Program, gadget.Holder, gadget.GadgetId);
        long revision = _random.Next(12) switch
        {
            0 => 0,
            1 => (stored?.Revision ?? 1) - 1,
            2 => (stored?.Revision ?? 0) + 1,
            _ => stored?.Revision ?? 0,
        };
        bool wild = _random.Next(10) == 0;
        return _random.Next(10) switch
        {
            < 3 => [stored is null != wild ? new Change.Insert(gadget) : new Change.Update(gadget, revision)],
            3 => [new Change.Expect(gadget.Key, revision)],
            4 => [stored is not null || wild ? new Change.Delete(gadget.Key, revision) : new Change.Insert(gadget)],
            5 when stored is not null || wild => [NextAdd(gadget, Gadget.StockColumn), NextAdd(gadget, Gadget.ReservedColumn)],
            6 or 7 when stored is not null || wild => [NextAdd(gadget, Gadget.StockColumn)],
            _ => [stored is null ? new Change.Insert(gadget) : new Change.Update(gadget, revision)],
        };
    }

    private Change.Add NextAdd(Gadget gadget, RecordColumn column) => _random.Next(4) switch
    {
        0 => new Change.Add(gadget.Key, column, Amounts[_random.Next(Amounts.Length)], long.MinValue),
        1 => new Change.Add(gadget.Key, column, _random.Next(-3, 4), 0, 10),
        _ => new Change.Add(gadget.Key, column, _random.Next(-3, 4), long.MinValue),
    };

    private Gadget NextGadget() => new()
    {
        Program = Pick(_programs),
        Holder = Pick(Owners),
        GadgetId = Pick(Ids),
        Name = Words[_random.Next(1, Words.Length)]!,
        Note = Pick(Words),
        Stock = _random.Next(3) == 0 ? Pick(Amounts) : _random.Next(5),
        Reserved = _random.Next(5),
        Size = _random.Next(3) == 0 ? Pick(Amounts) : _random.Next(3),
        Rank = _random.Next(3) == 0 ? null : _random.Next(-2, 4),
        IsEnabled = _random.Next(2) == 0,
        MadeAt = Moment(_random),
        DueAt = _random.Next(2) == 0 ? null : Moment(_random),
        Shelf = Pick(Words),
        Payload = $"{{ \"step\": {_step} }}",
    };

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        RecordKey[] keys = [.. _programs.SelectMany(p => Owners.SelectMany(o => Ids.Select(id => new RecordKey(Gadget.Schema, o, p, id))))];
        (OwnerRange Range, IReadOnlyList<Gadget> Expected)[] ranges = [.. Enumerable.Range(0, 6).Select(_ => NextRange())];

        Snapshot snapshot = await store.LoadAsync(new ReadSet(keys, [.. ranges.Select(r => r.Range)]), cancellationToken);

        for (int i = 0; i < keys.Length; i++)
        {
            Gadget? expected = _model.Find(keys[i].Program, keys[i].Owner, keys[i].Id);
            Check(Equals(expected, snapshot.Records[i]), $"{keys[i]} is {snapshot.Records[i]}, the model has {expected}");
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            (OwnerRange range, IReadOnlyList<Gadget> expected) = ranges[i];
            Check(expected.Take(range.Limit).SequenceEqual(snapshot.Ranges[i].Records), $"{range} is [{Names(snapshot.Ranges[i].Records)}], the model has [{Names(expected)}]");
            Check(snapshot.Ranges[i].IsComplete == expected.Count <= range.Limit, $"{range} is complete: {snapshot.Ranges[i].IsComplete}, the model has {expected.Count}");
        }
    }

    private (OwnerRange Range, IReadOnlyList<Gadget> Expected) NextRange()
    {
        RecordIndex[] indexes = [.. Indexes.Select(i => i.Index).Where(i => i.Scope == IndexScope.Owner)];
        (RecordIndex index, object? from, object? through, bool descending) = NextBounds(Pick(indexes));
        var range = new OwnerRange(index, Pick(Owners), Pick(_programs), _random.Next(1, 8), descending, Value(index, from), Value(index, through));
        return (range, _model.Read(index.Name, range.Program, range.Owner, from, through, descending));
    }

    private (RecordIndex Index, object? From, object? Through, bool Descending) NextBounds(RecordIndex index)
    {
        Func<Random, object> bound = Indexes.First(i => i.Index == index).Bound;
        object? from = index.IsPrimary || _random.Next(2) == 0 ? null : bound(_random);
        object? through = index.IsPrimary || _random.Next(2) == 0 ? null : bound(_random);
        return (index, from, through, _random.Next(2) == 0);
    }

    private async Task QueryAsync(CancellationToken cancellationToken)
    {
        (RecordIndex index, object? from, object? through, bool descending) = NextBounds(Pick(Indexes).Index);
        string? owner = index.Scope == IndexScope.Program || (index.IsPrimary && _random.Next(2) == 0) ? null : Pick(Owners);
        var query = new RecordQuery(index, Pick(_programs), _random.Next(1, 9), owner, descending, Value(index, from), Value(index, through));
        IReadOnlyList<Gadget> expected = _model.Read(index.Name, query.Program, owner, from, through, descending);
        List<Record> read = [];
        for (RecordQuery? next = query; next is not null && read.Count <= expected.Count;)
        {
            RecordPage page = await store.QueryAsync(next, cancellationToken);
            read.AddRange(page.Records);
            Check(page.Cursor is null || read.Count < expected.Count, $"{next} has a cursor, but there is nothing more");
            next = page.Cursor is null ? null : next with { Cursor = page.Cursor };
        }

        Check(expected.SequenceEqual(read), $"{query} is [{Names(read)}], the model has [{Names(expected)}]");
    }

    private static string Names(IEnumerable<Record> records) => string.Join(", ", records.Select(r => $"{r.Owner}/{r.Id}@{r.Revision}"));

    private void Check(bool holds, string difference) => Assert.True(holds, $"The store differs from the model (seed {seed}, step {_step}): {difference}.");
}
