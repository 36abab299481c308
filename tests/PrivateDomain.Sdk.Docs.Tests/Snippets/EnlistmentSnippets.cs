using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.PostgreSql;
using PrivateDomain.Sdk.Verification;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The checkouts of docs/enlistment.md, run as they stand: the shop's order and our points are both there, or neither is.</summary>
public abstract class EnlistmentSnippets : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    /// <summary>The ways to write a checkout.</summary>
    public enum Way
    {
        AdoNet,
        Dapper,
        EfCore,
    }

    public static TheoryData<Way> Ways => [.. Enum.GetValues<Way>()];

    private protected IPrivateDomain PrivateDomain => _services.GetRequiredService<IPrivateDomain>();

    private protected DbDataSource Shop => _services.GetRequiredService<DbDataSource>();

    private protected IDbContextFactory<ShopContext> Contexts => _services.GetRequiredService<IDbContextFactory<ShopContext>>();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        await PrepareAsync(services);
        _services = services.BuildServiceProvider();
        await using ShopContext context = await Contexts.CreateDbContextAsync();
        await context.Database.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        await PrivateDomain.Members.RegisterAsync(new("li"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            VerificationReport report = await PrivateDomain.VerifyAsync(PrivateDomain.Program);
            await _services.DisposeAsync();
            await RemoveAsync();
            Assert.True(report.IsSound, report.ToString());
        }

        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_commit_brings_the_order_and_its_points_together_once(Way way)
    {
        Outcome<OrderReceipt> paid = await Checkout(way).PayAsync(Order("order-1001"), "Hangzhou", default);
        Outcome<OrderReceipt> again = await Checkout(way).PayAsync(Order("order-1001"), "Hangzhou", default);

        Assert.Equal(128, paid.Value.PointsGranted);
        Assert.True(again.IsReplayed);
        Assert.Equal(["order-1001"], await OrdersAsync());
        Assert.Equal(128, await PointsAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_rollback_leaves_neither_and_the_key_is_free(Way way)
    {
        // The shop's own row comes after ours, and the shop's table refuses it.
        await Assert.ThrowsAnyAsync<Exception>(async () => await Checkout(way).PayAsync(Order("order-1001"), shipTo: "", default));

        Assert.Empty(await OrdersAsync());
        Assert.Equal(0, await PointsAsync());
        Assert.Null(await PrivateDomain.Orders.GetAsync("order-1001"));

        Outcome<OrderReceipt> paid = await Checkout(way).PayAsync(Order("order-1001"), "Hangzhou", default);

        Assert.True(paid.IsAccepted && !paid.IsReplayed);
        Assert.Equal(["order-1001"], await OrdersAsync());
        Assert.Equal(128, await PointsAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_refusal_that_is_rolled_back_is_not_kept(Way way)
    {
        OrderPaid order = Order("order-1001") with { Redeem = PointRedemption.Exactly(500) };

        Outcome<OrderReceipt> refused = await Checkout(way).PayAsync(order, "Hangzhou", default);

        Assert.Equal("points.insufficient", refused.Refusal?.Code);
        Assert.Empty(await OrdersAsync());

        await PrivateDomain.Points.GrantAsync(new GrantPoints("gift", "li", 500) { OccurredAt = order.PaidAt });
        Assert.True((await Checkout(way).PayAsync(order, "Hangzhou", default)).IsAccepted);
        Assert.Equal(["order-1001"], await OrdersAsync());
        Assert.Equal(128, await PointsAsync());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Checkouts_of_one_member_at_the_same_time_all_go_through(Way way)
    {
        string[] orders = [.. Enumerable.Range(1001, 6).Select(i => $"order-{i}")];

        Outcome<OrderReceipt>[] paid = await Task.WhenAll(orders.Select(o => Task.Run(() => Checkout(way).PayAsync(Order(o), "Hangzhou", default))));

        Assert.All(paid, p => Assert.True(p.IsAccepted && !p.IsReplayed));
        Assert.Equal(orders, await OrdersAsync());
        Assert.Equal(6 * 128, await PointsAsync());
    }

    private protected ICheckout Checkout(Way way) => way switch
    {
        Way.AdoNet => new RepeatingCheckout(new AdoNetCheckout(Shop, PrivateDomain)),
        Way.Dapper => new RepeatingCheckout(new DapperCheckout(Shop, PrivateDomain)),
        _ => new EfCoreCheckout(Contexts, PrivateDomain),
    };

    private protected static OrderPaid Order(string id) =>
        new(id, "li", [new OrderLine("tea-250g", 2, Money.Of(128.00m, "CNY"))], new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    private protected async Task<string[]> OrdersAsync()
    {
        await using DbConnection connection = await Shop.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("select id from shop_orders order by id")];
    }

    private protected async Task<long> PointsAsync() => (await PrivateDomain.Points.GetBalanceAsync("li")).Available;

    /// <summary>Registers the shop's connections, its EF Core context and our features, all on one database.</summary>
    private protected abstract Task PrepareAsync(IServiceCollection services);

    private protected abstract Task RemoveAsync();

    private protected static void Earn(PrivateDomainBuilder privateDomain) => privateDomain.Points(o => o.EarnPerUnit = 1m);
}

/// <inheritdoc/>
public sealed class SqliteEnlistmentSnippets : EnlistmentSnippets
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task A_connection_of_the_shops_commits_durably_and_begins_as_the_only_writer()
    {
        await using var connection = (SqliteConnection)await Shop.OpenConnectionAsync();
        await connection.ExecuteAsync("select count(*) from shop_orders");
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("pragma synchronous"));
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("pragma journal_mode"));

        await using ShopContext context = await Contexts.CreateDbContextAsync();
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            connection.DefaultTimeout = 1;
            Assert.Equal(5, Assert.Throws<SqliteException>(() => connection.BeginTransaction()).SqliteErrorCode);
        });
    }

    private protected override Task PrepareAsync(IServiceCollection services)
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";

        services.AddSingleton<DbDataSource>(_ => SqliteFactory.Instance.CreateDataSource(connectionString));
        services.AddDbContextFactory<ShopContext>(options => options
            .UseSqlite(connectionString, sqlite => sqlite.ExecutionStrategy(dependencies => new ShopExecutionStrategy(dependencies))));
        services.AddPrivateDomain(pd => Earn(pd.UseSqliteStore(connectionString)));

        return Task.CompletedTask;
    }

    private protected override Task RemoveAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}

/// <inheritdoc/>
public sealed class PostgreSqlEnlistmentSnippets : EnlistmentSnippets
{
    private readonly string _schema = $"shop_{Guid.NewGuid():N}";
    private PostgreSqlServer _server = null!;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_checkout_that_loses_a_race_runs_again(Way way)
    {
        await using DbConnection connection = await Shop.OpenConnectionAsync();
        await using DbTransaction first = await connection.BeginTransactionAsync();
        await PrivateDomain.Enlist(connection, first).Points.GrantAsync(new GrantPoints("gift", "li", 500));

        // Both have read the balance and wait for its row, which the first one changes.
        Task<Outcome<OrderReceipt>> paid = Checkout(way).PayAsync(Order("order-1001"), "Hangzhou", default);
        Task<Outcome<OrderReceipt>> once = new AdoNetCheckout(Shop, PrivateDomain).PayAsync(Order("order-1002"), "Hangzhou", default);
        await WaitForWaitersAsync(2);
        await first.CommitAsync();

        Assert.True((await Assert.ThrowsAsync<StoreException>(() => once)).IsTransient);
        Assert.True((await paid).IsAccepted);
        Assert.Equal(["order-1001"], await OrdersAsync());
        Assert.Equal(628, await PointsAsync());
    }

    private protected override async Task PrepareAsync(IServiceCollection services)
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        _server = await PostgreSqlServer.Shared;
        await _server.ExecuteAsync($"create schema {_schema}");
        string connectionString = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { SearchPath = _schema, MaxPoolSize = 20 }.ConnectionString;

        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddSingleton<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddDbContextFactory<ShopContext>((provider, options) => options.UseNpgsql(
            provider.GetRequiredService<NpgsqlDataSource>(),
            npgsql => npgsql.ExecutionStrategy(dependencies => new ShopExecutionStrategy(dependencies))));
        services.AddPrivateDomain(pd => Earn(pd.UsePostgreSqlStore(provider => provider.GetRequiredService<NpgsqlDataSource>(), o => o.Schema = _schema)));
    }

    private protected override Task RemoveAsync() => _server.ExecuteAsync($"drop schema {_schema} cascade");

    private async Task WaitForWaitersAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string waiters = $"select count(distinct l.pid) from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.query like '%{_schema}%'";
        while ((await _server.QueryAsync($"select ({waiters}) >= {count}")).Single() != bool.TrueString)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }
}
