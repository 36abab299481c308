using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Laws 1 and 2 under 32 callers: nothing is lost, doubled or oversold.</summary>
/// <param name="harness">The store's harness.</param>
[Law(1, "Atomic")]
[Law(2, "Conflict is a value")]
public abstract class ConcurrencyContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    private const int Callers = 32;

    [Fact(Timeout = 300_000)]
    public async Task Five_thousand_guarded_adds_against_a_stock_of_100_sell_exactly_100()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Stock = 100 };
        await InsertAsync(gadget);
        int left = 5_000;
        int sold = 0;

        await InParallelAsync(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                CommitResult result = await CommitAsync(new Change.Add(gadget.Key, Gadget.StockColumn, -1));
                if (result.IsCommitted)
                {
                    Interlocked.Increment(ref sold);
                }
            }
        });

        Gadget stored = await GetAsync(gadget);
        Assert.True(sold == 100 && stored.Stock == 0, $"Law 2, conflict is a value: {sold} of a stock of 100 were sold and {stored.Stock} are left.");
        Assert.Equal(101, stored.Revision);
    }

    [Fact(Timeout = 300_000)]
    public async Task Read_modify_write_loops_lose_no_update()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");
        await InsertAsync(gadget);

        await InParallelAsync(async _ =>
        {
            for (int done = 0; done < 10;)
            {
                Gadget read = await GetAsync(gadget);
                await Task.Yield();
                CommitResult result = await CommitAsync(new Change.Update(read with { Size = read.Size + 1 }, read.Revision));
                done += result.IsCommitted ? 1 : 0;
            }
        });

        Gadget stored = await GetAsync(gadget);
        Assert.True(stored.Size == Callers * 10, $"Law 2, conflict is a value: of {Callers * 10} updates {stored.Size} are left.");
        Assert.Equal((Callers * 10) + 1, stored.Revision);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_race_of_inserts_of_one_key_has_one_winner()
    {
        for (int round = 0; round < 10; round++)
        {
            Gadget gadget = NewGadget(Unique("owner"), "a");
            var winners = new System.Collections.Concurrent.ConcurrentBag<int>();

            await InParallelAsync(async caller =>
            {
                CommitResult result = await CommitAsync(
                    new Change.Insert(NewGadget(gadget.Holder, $"own-{caller:00}")), new Change.Insert(gadget with { Size = caller }));
                if (result.IsCommitted)
                {
                    winners.Add(caller);
                }
            });

            int winner = Assert.Single(winners);
            Assert.Equal(winner, (await GetAsync(gadget)).Size);
            Assert.Equal(["a", $"own-{winner:00}"], await RangeIdsAsync(Gadget.Schema.Primary, gadget.Holder));
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Two_decisions_on_the_same_reading_cannot_both_stand()
    {
        // Write skew: each caller reads two vaults and empties one on the condition that the other is as it was.
        for (int round = 0; round < 20; round++)
        {
            Vault left = NewVault(Unique("owner"), 1);
            Vault right = NewVault(Unique("owner"), 1);
            await InsertAsync(left, right);

            CommitResult[] results = await Task.WhenAll(
                Task.Run(async () => await CommitAsync(new Change.Expect(right.Key, 1), new Change.Update(left with { Amount = 0 }, 1)), Cancellation),
                Task.Run(async () => await CommitAsync(new Change.Expect(left.Key, 1), new Change.Update(right with { Amount = 0 }, 1)), Cancellation));

            long sum = (await GetAsync(left)).Amount + (await GetAsync(right)).Amount;
            Assert.True(results.Count(r => r.IsCommitted) == 1 && sum == 1, $"Law 2, conflict is a value: both sides of a write skew stand, {sum} is left.");
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Transfers_in_opposite_directions_neither_lose_nor_make_anything()
    {
        Vault[] vaults = [.. Enumerable.Range(0, 4).Select(_ => NewVault(Unique("owner"), 1_000))];
        await InsertAsync(vaults);

        await InParallelAsync(async caller =>
        {
            var random = new Random(caller);
            for (int i = 0; i < 20; i++)
            {
                int from = random.Next(vaults.Length);
                int to = (from + random.Next(1, vaults.Length)) % vaults.Length;
                int amount = random.Next(1, 400);
                await CommitAsync(new Change.Add(vaults[from].Key, Vault.AmountColumn, -amount), new Change.Add(vaults[to].Key, Vault.AmountColumn, amount));
            }
        });

        IReadOnlyList<Record?> stored = await LoadAsync(vaults.Select(v => v.Key));
        long sum = stored.Sum(v => ((Vault)v!).Amount);
        Assert.True(sum == 4_000, $"Law 1, atomic: transfers made {sum} of 4000.");
        Assert.All(stored, v => Assert.True(((Vault)v!).Amount >= 0, "A guarded add went below its least result."));
    }

    private static Task InParallelAsync(Func<int, Task> caller) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => caller(i), Cancellation)));
}
