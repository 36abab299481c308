using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.ModelBased;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.Failures;

/// <summary>Cancellation at any await leaves all or nothing, and comes out as it is.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_firing_at_any_await_leaves_all_or_nothing(bool afterTheCall)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        int completed = 0;
        int cancelled = 0;
        for (int at = 1; at <= 6; at++)
        {
            var store = new FaultingStore(new InMemoryRecordStore());
            await using Shop shop = Shop.On(store, ScenarioRunner.Options(Traffic.Terms));
            var traffic = new Traffic(1);
            await ConcurrentTests.PrepareAsync(shop.Domain, traffic, ct);
            string before = await shop.DumpAsync(ct);
            using var source = new CancellationTokenSource();
            int calls = 0;
            void Count(StoreCall call, int number)
            {
                if (++calls == at)
                {
                    source.Cancel();
                }
            }

            store.Before = afterTheCall ? null : Count;
            store.After = afterTheCall ? Count : null;
            var order = new NaivePaid("o", "m1", [new NaiveLine("sku", 1, 10_000)], ManualTime.Start) { RedeemShare = 0.5m };
            try
            {
                await SdkCalls.ApplyAsync(shop.Domain, order, source.Token);
                completed++;
            }
            catch (OperationCanceledException e)
            {
                Assert.Equal(source.Token, e.CancellationToken);
                cancelled++;
            }

            store.Heal();
            await shop.StopAsync();
            string after = await shop.DumpAsync(ct);
            Order? stored = await shop.Domain.Orders.GetAsync("o", ct);
            Assert.Equal(stored is null, before == after);
            await shop.VerifyAsync(ct);

            (NaiveAnswer again, _) = await SdkCalls.ApplyAsync(shop.Domain, order, ct);
            Assert.True(again.IsAccepted);
            Assert.Equal(stored is not null, again.IsReplayed);
            await shop.VerifyAsync(ct);
        }

        Assert.True(cancelled > 0, $"{cancelled} cancelled, {completed} completed");
    }

    [Fact]
    public async Task A_token_that_fired_before_the_call_stores_nothing()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        string before = await shop.DumpAsync(ct);
        var fired = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Points.GrantAsync(new("k", "m", 5), fired));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Members.RegisterAsync(new("n"), fired));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Points.GetStatementAsync("m", null, fired));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Points.GetBalanceAsync("m", null, null, fired));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.VerifyAsync(Shop.Program, null, fired));

        await shop.StopAsync();
        Assert.Equal(before, await shop.DumpAsync(ct));
    }

    [Fact]
    public async Task Cancelling_one_of_many_callers_leaves_the_others_alone()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var store = new FaultingStore(new InMemoryRecordStore());
        await using Shop shop = Shop.On(store);
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        store.Plan = static (_, _) => Fault.Slow;
        using var source = new CancellationTokenSource();
        Task<bool>[] calls = [.. Enumerable.Range(0, 100).Select(i => GrantAsync(shop.Domain, i, i % 2 == 0 ? source.Token : ct))];
        source.CancelAfter(TimeSpan.FromMilliseconds(20));

        bool[] done = await Task.WhenAll(calls);

        Assert.All(Enumerable.Range(0, 100).Where(i => i % 2 == 1), i => Assert.True(done[i]));
        store.Heal();
        for (int i = 0; i < 100; i++)
        {
            Assert.True((await shop.Domain.Points.GrantAsync(new($"k{i}", "m", 1), ct)).IsAccepted);
        }

        Assert.Equal(100, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Cancelled_initialization_is_no_lasting_failure()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.OnSqlite();
        using var source = new CancellationTokenSource();
        Task<Outcome<MemberReceipt>> first = shop.Domain.Members.RegisterAsync(new("a"), source.Token).AsTask();
        await source.CancelAsync();
        try
        {
            await first;
        }
        catch (OperationCanceledException)
        {
            // Either way is fine.
        }

        Assert.True((await shop.Domain.Members.RegisterAsync(new("a"), ct)).IsAccepted);
        await shop.VerifyAsync(ct);
    }

    private static async Task<bool> GrantAsync(IPrivateDomain domain, int i, CancellationToken token)
    {
        try
        {
            return (await domain.Points.GrantAsync(new($"k{i}", "m", 1), token)).IsAccepted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
