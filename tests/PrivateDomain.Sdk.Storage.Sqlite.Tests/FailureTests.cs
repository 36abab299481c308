using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class FailureTests
{
    [Theory]
    [InlineData(raw.SQLITE_BUSY, true)]
    [InlineData(raw.SQLITE_LOCKED, true)]
    [InlineData(raw.SQLITE_PROTOCOL, true)]
    [InlineData(raw.SQLITE_NOMEM, true)]
    [InlineData(raw.SQLITE_FULL, false)]
    [InlineData(raw.SQLITE_IOERR, false)]
    [InlineData(raw.SQLITE_READONLY, false)]
    [InlineData(raw.SQLITE_CANTOPEN, false)]
    [InlineData(raw.SQLITE_NOTADB, false)]
    [InlineData(raw.SQLITE_CORRUPT, false)]
    [InlineData(raw.SQLITE_CONSTRAINT, false)]
    [InlineData(raw.SQLITE_ERROR, false)]
    [InlineData(raw.SQLITE_MISUSE, false)]
    public void Every_code_becomes_a_store_exception_that_names_the_file_and_hides_the_rest(int code, bool isTransient)
    {
        var file = new SqliteFile(new SqliteConnectionStringBuilder("Data Source=/private-domain-secret-place/shop.db"));
        var cause = new SqliteException("near \"select owner\": syntax error", code, code);

        StoreException exception = SqliteFailure.Translate("commit", file, TimeSpan.FromSeconds(5), cause);

        Assert.Equal(isTransient, exception.IsTransient);
        Assert.Equal("commit", exception.Operation);
        Assert.Same(cause, exception.InnerException);
        Assert.Contains("'shop.db'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("syntax", exception.Message, StringComparison.Ordinal);
        StoreCalls.RequireNoSecret(exception.Message);
    }
}
