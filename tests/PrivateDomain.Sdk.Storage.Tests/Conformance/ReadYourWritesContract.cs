using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 5: a load or page after a commit sees it, and one load is one consistent snapshot.</summary>
/// <param name="harness">The store's harness.</param>
[Law(5, "Read your writes")]
public abstract class ReadYourWritesContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public async Task Loads_ranges_and_pages_see_every_commit_at_once()
    {
        string owner = Unique("owner");
        for (int i = 0; i < 30; i++)
        {
            Gadget gadget = NewGadget(owner, $"{i:00}") with { Rank = i, Shelf = "s", Size = i };
            await InsertAsync(gadget);

            Assert.Equal(gadget with { Revision = 1 }, await GetAsync(gadget));
            Assert.Equal(i + 1, (await RangeIdsAsync(Gadget.ByRank, owner)).Length);
            Assert.Equal(i + 1, (await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 100))).Count);
        }
    }

    [Fact]
    public async Task What_was_not_stored_is_not_there()
    {
        Snapshot snapshot = await Store.LoadAsync(
            new ReadSet([NewGadget("nobody", "a").Key, NewVault("nobody").Key], [new OwnerRange(Gadget.ByRank, "nobody", Program, 5)]), Cancellation);

        Assert.Equal([null, null], snapshot.Records);
        RangeSlice slice = Assert.Single(snapshot.Ranges);
        Assert.Empty(slice.Records);
        Assert.True(slice.IsComplete);
    }

    [Fact]
    public async Task An_empty_read_set_reads_nothing()
    {
        Snapshot snapshot = await Store.LoadAsync(new ReadSet([], []), Cancellation);

        Assert.Empty(snapshot.Records);
        Assert.Empty(snapshot.Ranges);
    }

    [Fact]
    public async Task A_key_that_stands_in_a_read_set_several_times_is_answered_at_every_place()
    {
        Gadget a = NewGadget(Unique("owner"), "a");
        Gadget b = NewGadget(a.Holder, "b");
        Gadget missing = NewGadget(a.Holder, "c");
        await InsertAsync(a, b);

        IReadOnlyList<Record?> found = await LoadAsync(a.Key, missing.Key, b.Key, a.Key, missing.Key, a.Key);

        Assert.Equal(["a", null, "b", "a", null, "a"], found.Select(r => r?.Id));
    }

    [Fact]
    public async Task Thousands_of_keys_and_hundreds_of_ranges_in_one_load_are_answered_place_by_place()
    {
        string[] owners = [.. Enumerable.Range(0, 300).Select(i => $"owner-{i:000}")];
        await InsertAsync(owners.SelectMany(o => Enumerable.Range(0, 5).Select(i => NewGadget(o, $"{i}") with { Rank = i % 2 == 0 ? 10 - i : null })));
        await InsertAsync(owners.Where((_, i) => i % 3 == 0).Select((o, i) => NewVault(o, i)));
        RecordKey[] keys = [.. owners.Reverse().SelectMany(o => Enumerable.Range(0, 8).Select(i => NewGadget(o, $"{i}").Key).Append(NewVault(o).Key))];
        OwnerRange[] ranges =
        [
            .. owners.Select((o, i) => new OwnerRange(i % 2 == 0 ? Gadget.ByRank : Gadget.Schema.Primary, o, Program, (i % 4) + 1, Descending: i % 3 == 0)),
            .. owners.Select(o => new OwnerRange(Vault.Schema.Primary, o, Program, 1)),
        ];

        Snapshot snapshot = await Store.LoadAsync(new ReadSet(keys, ranges), Cancellation);

        Assert.Equal(keys.Length, snapshot.Records.Count);
        Assert.Equal(ranges.Length, snapshot.Ranges.Count);
        for (int i = 0; i < keys.Length; i++)
        {
            bool exists = keys[i].Type == Gadget.Schema ? string.CompareOrdinal(keys[i].Id, "5") < 0 : Array.IndexOf(owners, keys[i].Owner) % 3 == 0;
            Assert.True(exists ? snapshot.Records[i]?.Key == keys[i] : snapshot.Records[i] is null, $"Law 5, read your writes: place {i} has {snapshot.Records[i]}.");
        }

        for (int i = 0; i < owners.Length; i++)
        {
            string[] all = i % 2 == 0 ? ["4", "2", "0"] : ["0", "1", "2", "3", "4"];
            string[] expected = [.. (i % 3 == 0 ? all.Reverse() : all).Take((i % 4) + 1)];
            Assert.Equal(expected, snapshot.Ranges[i].Records.Select(r => r.Id));
            Assert.All(snapshot.Ranges[i].Records, r => Assert.Equal(owners[i], r.Owner));
            Assert.Equal(expected.Length == all.Length, snapshot.Ranges[i].IsComplete);
            Assert.Equal(i % 3 == 0 ? 1 : 0, snapshot.Ranges[owners.Length + i].Records.Count);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_load_sees_one_moment_while_amounts_move_between_owners()
    {
        string[] owners = [Unique("owner"), Unique("owner"), Unique("owner")];
        await InsertAsync(owners.Select(o => NewVault(o, 1_000)));
        var reads = new ReadSet(
            [.. owners.Take(2).Select(o => Vault.KeyOf(Program, o))],
            [new OwnerRange(Vault.Schema.Primary, owners[2], Program, 1)]);

        // On a busy machine readers could be done before anything moves: they go on until enough has.
        const int Enough = 50;
        int moves = 0;
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(ReadAsync, Cancellation))];
        var random = new Random(5);
        try
        {
            while (!Array.TrueForAll(readers, r => r.IsCompleted))
            {
                int from = random.Next(3);
                int amount = random.Next(1, 20);
                await CommitAsync(
                    new Change.Add(Vault.KeyOf(Program, owners[from]), Vault.AmountColumn, -amount),
                    new Change.Add(Vault.KeyOf(Program, owners[(from + 1) % 3]), Vault.AmountColumn, amount));
                Interlocked.Increment(ref moves);
                await Task.Yield();
            }
        }
        finally
        {
            // Nobody waits for a writer that failed.
            Interlocked.Add(ref moves, Enough);
        }

        await Task.WhenAll(readers);
        Assert.True((await GetAsync(NewVault(owners[0]))).Revision > 1, "Nothing moved while it was read.");

        async Task ReadAsync()
        {
            for (int i = 0; i < 300 || Volatile.Read(ref moves) < Enough; i++)
            {
                Snapshot snapshot = await Store.LoadAsync(reads, Cancellation);
                long sum = snapshot.Records.Concat(snapshot.Ranges[0].Records).Sum(r => ((Vault)r!).Amount);
                Assert.True(sum == 3_000, $"Law 5, a load is one snapshot: the amounts add up to {sum} and not to 3000.");
                await Task.Yield();
            }
        }
    }
}
