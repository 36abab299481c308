namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests.Support;

internal static class Waiting
{
    /// <summary>Waits until a statement on tables of a schema waits for somebody's lock.</summary>
    /// <returns>The process that waits.</returns>
    public static async Task<string> ForLockAsync(PostgreSqlServer server, string schema)
    {
        while (true)
        {
            List<string> waiting = await server.QueryAsync(
                $"select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%{schema}%' and pid <> pg_backend_pid()");
            if (waiting.Count > 0)
            {
                return waiting[0];
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until something has come true.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <returns>A task that ends then.</returns>
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }
}
