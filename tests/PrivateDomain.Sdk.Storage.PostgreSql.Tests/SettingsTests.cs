using Microsoft.Extensions.Logging;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

public sealed class SettingsTests : StoreSchema
{
    [Fact]
    public async Task A_server_that_does_not_wait_for_the_disk_is_warned_of()
    {
        var logger = new RecordingLogger();
        PostgreSqlStoreOptions options = Options();
        options.ConnectionString += ";Options=-c synchronous_commit=off";
        await using var store = new PostgreSqlRecordStore(options, logger: logger);

        await store.InitializeAsync(Item.Model, Cancellation);

        Assert.Equal([(LogLevel.Warning, 2001), (LogLevel.Warning, 2002)], logger.Entries.Select(e => (e.Level, e.Id)));
        Assert.Contains("fsync", logger.Entries[0].Message, StringComparison.Ordinal);
        Assert.Contains("synchronous_commit", logger.Entries[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_waits_for_the_disk_is_not_warned_of()
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(isDurable: true);
        var logger = new RecordingLogger();
        await using var store = new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString }, logger: logger);

        await store.InitializeAsync(Item.Model, Cancellation);

        Assert.Empty(logger.Entries);
    }

    [Fact]
    public async Task A_database_in_another_encoding_is_refused()
    {
        string name = $"latin_{Guid.NewGuid():N}";
        await Server.ExecuteAsync($"create database {name} encoding 'SQL_ASCII' locale 'C' template template0 {await LocaleProviderAsync()}");
        await using PostgreSqlRecordStore store = Open(o => o.ConnectionString += $";Database={name}");

        await StoreCalls.FailsAsync(async () => await store.InitializeAsync(Item.Model, Cancellation), isTransient: false, "SQL_ASCII");

        await store.DisposeAsync();
        await Server.ExecuteAsync($"drop database {name} with (force)");
    }

    private async Task<string> LocaleProviderAsync() =>
        (await Server.QueryAsync("select current_setting('server_version_num')::int >= 150000"))[0] == "True" ? "locale_provider libc" : "";
}
