namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests.Support;

/// <summary>A schema of its own for one test, in this run's private server.</summary>
public abstract class StoreSchema : IAsyncLifetime
{
    private PostgreSqlServer? _server;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The schema's name; not made before a store is initialized.</summary>
    protected string Schema { get; } = $"test_{Guid.NewGuid():N}";

    protected PostgreSqlServer Server => _server ?? throw new InvalidOperationException("The test was not initialized.");

    /// <summary>Skips where this machine has no server, and fails there in CI.</summary>
    public static void RequireServer() =>
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");

    public async ValueTask InitializeAsync()
    {
        RequireServer();
        _server = await PostgreSqlServer.Shared;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await DropAsync(Schema);
        }

        GC.SuppressFinalize(this);
    }

    protected PostgreSqlStoreOptions Options() => new() { ConnectionString = Server.ConnectionString, Schema = Schema };

    protected PostgreSqlRecordStore Open(Action<PostgreSqlStoreOptions>? configure = null)
    {
        PostgreSqlStoreOptions options = Options();
        configure?.Invoke(options);
        return new PostgreSqlRecordStore(options);
    }

    protected async Task<PostgreSqlRecordStore> OpenReadyAsync(Action<PostgreSqlStoreOptions>? configure = null)
    {
        PostgreSqlRecordStore store = Open(configure);
        await store.InitializeAsync(Item.Model, Cancellation);
        return store;
    }

    protected Task DropAsync(string schema) => Server.ExecuteAsync($"drop schema if exists {Quote(schema)} cascade");

    protected static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
