using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

public sealed class OptionsTests : StoreSchema
{
    [Fact]
    public void All_problems_are_named_in_one_message_without_the_connection_string()
    {
        var options = new PostgreSqlStoreOptions
        {
            ConnectionString = "Database=shop;Password=hunter2;Multiplexing=true;Pooling=false",
            Schema = "pg_mine",
            TablePrefix = "Drop Table",
            StatementTimeout = TimeSpan.Zero,
            LockTimeout = TimeSpan.FromDays(2),
            CommandTimeout = TimeSpan.FromSeconds(-1),
        };

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new PostgreSqlRecordStore(options));

        Assert.All(
            ["names no host", "Multiplexing", "Pooling", "Schema", "table prefix", "StatementTimeout", "LockTimeout", "CommandTimeout"],
            problem => Assert.Contains(problem, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "names no host")]
    [InlineData("Colour=red", "cannot be read")]
    [InlineData("Host=db;Port=many", "cannot be read")]
    [InlineData("Host=db1,db2;Target Session Attributes=prefer-standby", "leave it out")]
    [InlineData("Host=db1,db2;Target Session Attributes=read-only", "leave it out")]
    public void A_connection_string_that_leads_nowhere_is_refused(string connectionString, string problem)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new PostgreSqlRecordStore(new() { ConnectionString = connectionString }));

        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("pg_shop")]
    [InlineData("information_schema")]
    [InlineData("私域私域私域私域私域私域私域私域私域私域私域")]
    public void A_schema_that_the_database_cannot_have_is_refused(string schema) =>
        Assert.Contains("Schema: ", Assert.Throws<ArgumentException>(() => Open(o => o.Schema = schema)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_schema_with_half_a_character_is_refused() =>
        Assert.Contains("cannot keep", Assert.Throws<ArgumentException>(() => Open(o => o.Schema = "a\uD800")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("Shop_")]
    [InlineData("pg_")]
    [InlineData("shop\";drop table x;--")]
    public void A_prefix_that_is_not_allowed_is_refused(string prefix) => Assert.Throws<ArgumentException>(() => Open(o => o.TablePrefix = prefix));

    [Fact]
    public async Task A_connection_string_and_a_data_source_exclude_each_other()
    {
        await using var source = NpgsqlDataSource.Create(Server.ConnectionString);

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Open(o => o.DataSource = source));

        Assert.Contains("keep one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_source_of_the_host_is_used_and_stays_open()
    {
        await using var source = NpgsqlDataSource.Create(Server.ConnectionString);
        await using (PostgreSqlRecordStore store = await OpenReadyAsync(o => (o.ConnectionString, o.DataSource) = ("", source)))
        {
            await store.StoreAsync(Item.Of("a"));
            Assert.False((await store.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
        }

        await using NpgsqlCommand command = source.CreateCommand($"select count(*) from {Schema}.pd_items");
        Assert.Equal(1L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_store_that_was_disposed_of_says_so()
    {
        PostgreSqlRecordStore store = await OpenReadyAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync(Item.Of("a")));
    }

    [Fact]
    public async Task Timeouts_reach_the_server()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o =>
        {
            o.ConnectionString += ";Options=-c work_mem=7MB;Application Name=timeouts";
            (o.StatementTimeout, o.LockTimeout) = (TimeSpan.FromMilliseconds(1_234), TimeSpan.FromMilliseconds(567));
        });
        await using NpgsqlConnection holder = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await holder.BeginTransactionAsync(Cancellation);
        await using var hold = new NpgsqlCommand($"lock table {Schema}.pd_items", holder);
        await hold.ExecuteNonQueryAsync(Cancellation);

        await StoreCalls.FailsAsync(() => store.FindAsync(Item.Of("a")), isTransient: true, "55P03");
    }

    [Fact]
    public async Task The_builder_registers_the_store_and_the_last_options_count()
    {
        var services = new ServiceCollection();
        await using var source = NpgsqlDataSource.Create(Server.ConnectionString);
        services.AddPrivateDomain(pd => pd
            .UsePostgreSqlStore("Host=nowhere.invalid")
            .UsePostgreSqlStore(_ => source, o => (o.Schema, o.TablePrefix) = (Schema, "mine_")));
        await using ServiceProvider provider = services.BuildServiceProvider();

        PostgreSqlRecordStore store = Assert.IsType<PostgreSqlRecordStore>(provider.GetRequiredService<IRecordStore>());
        await store.InitializeAsync(Item.Model, Cancellation);

        Assert.Contains("mine_items", await Server.QueryAsync($"select tablename from pg_tables where schemaname = '{Schema}'"));
        Assert.Same(store, provider.GetRequiredService<IRecordStore>());
    }

    [Fact]
    public async Task Invalid_options_stop_the_start_with_every_problem()
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd.UsePostgreSqlStore("Database=shop", o => o.TablePrefix = "?"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(2, refusal.Failures.Count());
    }

    [Fact]
    public async Task A_host_keeps_members_points_and_orders_in_it()
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd.UsePostgreSqlStore(Server.ConnectionString, o => o.Schema = Schema));
        await using ServiceProvider provider = services.BuildServiceProvider();
        IPrivateDomain shop = provider.GetRequiredService<IPrivateDomain>();
        await shop.Members.RegisterAsync(new RegisterMember("ming"), Cancellation);

        Outcome<GrantReceipt>[] receipts = await Task.WhenAll(
            Enumerable.Range(0, 300).Select(async i => await shop.Points.GrantAsync(new GrantPoints($"grant-{i % 200}", "ming", 10), Cancellation)));

        Assert.All(receipts, receipt => Assert.True(receipt.IsAccepted));
        Assert.Equal(100, receipts.Count(receipt => receipt.IsReplayed));
        Assert.Equal(2_000, (await shop.Points.GetBalanceAsync("ming", cancellationToken: Cancellation)).Available);
        Assert.True((await shop.VerifyAsync(shop.Program, cancellationToken: Cancellation)).IsSound);
        Assert.Equal(["2000"], await Server.QueryAsync($"select sum(remaining) from {Schema}.pd_point_lots"));
    }
}
