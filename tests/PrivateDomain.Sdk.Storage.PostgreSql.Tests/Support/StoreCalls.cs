namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests.Support;

internal static class StoreCalls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CommitResult> CommitAsync(this IRecordStore store, params Change[] changes) =>
        await store.CommitAsync(new ChangeSet(changes), Cancellation);

    public static async Task StoreAsync(this IRecordStore store, params IEnumerable<Record> records) =>
        Assert.True((await store.CommitAsync([.. records.Select(r => new Change.Insert(r))])).IsCommitted);

    public static async Task<Item?> FindAsync(this IRecordStore store, Item item) =>
        (Item?)(await store.LoadAsync(new ReadSet([item.Key], []), Cancellation)).Records[0];

    public static async Task<StoreException> FailsAsync(Func<Task> call, bool isTransient, string message)
    {
        StoreException exception = await Assert.ThrowsAsync<StoreException>(call);
        Assert.Equal("postgresql", exception.Store);
        Assert.Equal(isTransient, exception.IsTransient);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        RequireNoSecret(exception.Message);
        return exception;
    }

    /// <summary>Messages say nothing of where the server is, who connects, what was run or which rows it was about.</summary>
    public static void RequireNoSecret(string message)
    {
        foreach (string secret in new[] { "hunter2", Path.GetTempPath(), "private-domain-pg", "Host=", "Password=", "select ", "insert ", "update t", "delete ", "pd_", "owner", "program" })
        {
            Assert.DoesNotContain(secret, message, StringComparison.OrdinalIgnoreCase);
        }
    }
}
