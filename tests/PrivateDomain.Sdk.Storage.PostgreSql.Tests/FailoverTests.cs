using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

/// <summary>A primary that is killed under load, and a standby that takes its place.</summary>
public sealed class FailoverTests
{
    private const int Callers = 32;
    private const int GrantsOfEach = 200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_failover_every_key_has_exactly_one_effect(bool hasOwnDataSource)
    {
        StoreSchema.RequireServer();
        await using PostgreSqlServer first = await PostgreSqlServer.StartAsync();
        await using PostgreSqlServer second = await first.StartStandbyAsync();
        await using NpgsqlMultiHostDataSource source = new NpgsqlDataSourceBuilder(BothHosts(first, second)).BuildMultiHost();
        await using ServiceProvider provider = Host(pd => _ = hasOwnDataSource
            ? pd.UsePostgreSqlStore(_ => source)
            : pd.UsePostgreSqlStore(BothHosts(first, second)));
        IPrivateDomain shop = provider.GetRequiredService<IPrivateDomain>();
        for (int caller = 0; caller < Callers; caller++)
        {
            Assert.True((await shop.Members.RegisterAsync(new RegisterMember($"m{caller}"), Cancellation)).IsAccepted);
        }

        var answered = new ConcurrentBag<string>();
        Task<long>[] callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => GrantAsync(shop, caller, answered), Cancellation))];
        await Waiting.UntilAsync(() => answered.Count > Callers * GrantsOfEach / 4);
        await first.CrashAsync();
        int answeredBefore = answered.Count;
        await second.PromoteAsync();
        long[] balances = await Task.WhenAll(callers);

        Assert.True(answeredBefore < Callers * GrantsOfEach, "All was done before the crash, so that nothing was shown.");
        Assert.All(balances, balance => Assert.Equal(GrantsOfEach, balance));
        PointTotals totals = await shop.Points.GetTotalsAsync(Cancellation);
        Assert.Equal(Callers * GrantsOfEach, totals.Granted);
        Assert.Equal([$"{Callers * GrantsOfEach}"], await second.QueryAsync("select count(*) from pd_point_entries"));
        Assert.True((await shop.VerifyAsync(shop.Program, cancellationToken: Cancellation)).IsSound);
    }

    [Fact]
    public async Task Of_several_hosts_the_one_that_takes_writes_is_used_whatever_their_order()
    {
        StoreSchema.RequireServer();
        await using PostgreSqlServer primary = await PostgreSqlServer.StartAsync();
        await using PostgreSqlServer standby = await primary.StartStandbyAsync();
        await using var store = new PostgreSqlRecordStore(new() { ConnectionString = BothHosts(standby, primary) });
        await store.InitializeAsync(Item.Model, Cancellation);

        // Every commit is seen by the load after it: none is asked of the standby, which may lag.
        for (int i = 0; i < 50; i++)
        {
            await store.StoreAsync(Item.Of($"{i}"));
            Assert.NotNull(await store.FindAsync(Item.Of($"{i}")));
        }
    }

    [Fact]
    public async Task A_standby_alone_takes_no_writes_and_that_is_transient()
    {
        StoreSchema.RequireServer();
        await using PostgreSqlServer primary = await PostgreSqlServer.StartAsync();
        await using var ready = new PostgreSqlRecordStore(new() { ConnectionString = primary.ConnectionString });
        await ready.InitializeAsync(Item.Model, Cancellation);
        await using PostgreSqlServer standby = await primary.StartStandbyAsync();
        await using var store = new PostgreSqlRecordStore(new() { ConnectionString = standby.ConnectionString });
        await store.InitializeAsync(Item.Model, Cancellation);

        await StoreCalls.FailsAsync(() => store.CommitAsync(new Change.Insert(Item.Of("a"))), isTransient: true, "25006");

        await primary.StopAsync();
        await standby.PromoteAsync();
        Assert.True((await store.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
    }

    private static ServiceProvider Host(Action<PrivateDomainBuilder> useStore)
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(useStore);
        return services.BuildServiceProvider();
    }

    /// <summary>Folders of sockets are hosts too. What the client learned of a host is asked again soon.</summary>
    private static string BothHosts(PostgreSqlServer first, PostgreSqlServer second) =>
        new NpgsqlConnectionStringBuilder(first.ConnectionString)
        {
            Host = $"{new NpgsqlConnectionStringBuilder(first.ConnectionString).Host},{new NpgsqlConnectionStringBuilder(second.ConnectionString).Host}",
            HostRecheckSeconds = 1,
        }.ConnectionString;

    /// <summary>Grants point by point, repeating each key until it is answered, and returns the balance that the last answer states.</summary>
    private static async Task<long> GrantAsync(IPrivateDomain shop, int caller, ConcurrentBag<string> answered)
    {
        long balance = 0;
        for (int i = 0; i < GrantsOfEach; i++)
        {
            var grant = new GrantPoints($"{caller}-{i}", $"m{caller}", 1);
            balance = (await AnswerAsync(() => shop.Points.GrantAsync(grant, Cancellation))).Value.Balance;
            answered.Add(grant.OperationId.Value);
        }

        return balance;
    }

    private static async Task<Outcome<GrantReceipt>> AnswerAsync(Func<ValueTask<Outcome<GrantReceipt>>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (StoreException e) when (e.IsTransient)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
            }
        }
    }
}
