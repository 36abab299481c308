using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class OptionsTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void All_problems_are_named_in_one_message_without_the_connection_string()
    {
        var options = new SqliteStoreOptions
        {
            ConnectionString = "Data Source=:memory:;Password=hunter2;Cache=Shared",
            TablePrefix = "Drop Table",
            Synchronous = (SqliteSynchronous)7,
            BusyTimeout = TimeSpan.FromHours(1),
        };

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new SqliteRecordStore(options));

        Assert.All(
            ["in memory", "Cache=Shared", "encrypt", "table prefix", "Synchronous", "BusyTimeout"],
            problem => Assert.Contains(problem, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "names no file")]
    [InlineData("Data Source=", "names no file")]
    [InlineData("Data Source=shop.db;Mode=Memory", "in-memory store")]
    [InlineData("Data Source=file::memory:?cache=shared", "in-memory store")]
    [InlineData("Data Source=file:shop.db", "not by a URI")]
    [InlineData("Data Source=shop.db;Mode=ReadOnly", "Mode=ReadOnly")]
    [InlineData("Colour=red", "cannot be read")]
    [InlineData("Data Source=shop.db;Mode=Sideways", "cannot be read")]
    public void A_connection_string_that_names_no_file_is_refused(string connectionString, string problem)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new SqliteRecordStore(new() { ConnectionString = connectionString }));

        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1shop_")]
    [InlineData("Shop_")]
    [InlineData("shop-")]
    [InlineData("shop\";drop table x;--")]
    [InlineData("sqlite_")]
    [InlineData("a23456789012345678901234567890123")]
    [InlineData("ä")]
    public void A_prefix_that_is_not_allowed_is_refused(string prefix) =>
        Assert.Throws<ArgumentException>(() => _directory.Open(o => o.TablePrefix = prefix));

    [Fact]
    public async Task A_prefix_reaches_every_table_and_two_prefixes_share_a_file()
    {
        await using SqliteRecordStore red = await _directory.OpenReadyAsync(o => o.TablePrefix = "red_");
        await using SqliteRecordStore blue = await _directory.OpenReadyAsync(o => o.TablePrefix = "_blue2");
        Item item = Item.Of("a") with { DueAt = DateTimeOffset.UnixEpoch };
        await red.CommitAsync(new Change.Insert(item));
        await blue.CommitAsync(new Change.Insert(item with { Stock = 5 }));

        Assert.All(_directory.Query("select name from sqlite_master"), name => Assert.Matches("^(red_|_blue2|sqlite_autoindex)", name));
        Assert.Equal(0, (await red.FindAsync(item))!.Stock);
        Assert.Equal(5, (await blue.FindAsync(item))!.Stock);
    }

    [Fact]
    public async Task The_builder_registers_the_store_and_the_last_options_count()
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd
            .UseSqliteStore("Data Source=wrong.db")
            .UseSqliteStore($"Data Source={_directory.File}", o => o.TablePrefix = "mine_"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        var store = Assert.IsType<SqliteRecordStore>(provider.GetRequiredService<IRecordStore>());
        await store.InitializeAsync(Item.Model, Cancellation);

        Assert.Contains("mine_items", _directory.Query("select name from sqlite_master"));
        Assert.Same(store, provider.GetRequiredService<IRecordStore>());
    }

    [Fact]
    public async Task Invalid_options_stop_the_start_with_every_problem()
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd.UseSqliteStore("Mode=Memory", o => o.TablePrefix = "?"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(2, refusal.Failures.Count());
    }

    [Fact]
    public async Task Options_are_copied_when_the_store_is_made()
    {
        SqliteStoreOptions options = _directory.Options;
        await using var store = new SqliteRecordStore(options);
        options.TablePrefix = "late_";

        await store.InitializeAsync(Item.Model, Cancellation);

        Assert.Contains("pd_items", _directory.Query("select name from sqlite_master"));
    }
}
