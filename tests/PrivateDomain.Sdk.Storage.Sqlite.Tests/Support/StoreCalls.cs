namespace PrivateDomain.Sdk.Storage.Sqlite.Tests.Support;

internal static class StoreCalls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<CommitResult> CommitAsync(this IRecordStore store, params Change[] changes) =>
        await store.CommitAsync(new ChangeSet(changes), Cancellation);

    public static async Task<Item?> FindAsync(this IRecordStore store, Item item) =>
        (Item?)(await store.LoadAsync(new ReadSet([item.Key], []), Cancellation)).Records[0];

    public static async Task<StoreException> FailsAsync(Func<Task> call, bool isTransient, string message)
    {
        StoreException exception = await Assert.ThrowsAsync<StoreException>(call);
        Assert.Equal("sqlite", exception.Store);
        Assert.Equal(isTransient, exception.IsTransient);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        RequireNoSecret(exception.Message);
        return exception;
    }

    /// <summary>Messages name the file and nothing of where it is, how it is opened or what was run.</summary>
    public static void RequireNoSecret(string message)
    {
        foreach (string secret in new[] { "private-domain-secret-place", Path.GetTempPath(), "Data Source=", "select ", "insert ", "update ", "delete ", "pragma ", "owner", "program" })
        {
            Assert.DoesNotContain(secret, message, StringComparison.OrdinalIgnoreCase);
        }
    }
}
