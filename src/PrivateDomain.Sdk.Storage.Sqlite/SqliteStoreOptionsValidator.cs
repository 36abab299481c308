using Microsoft.Extensions.Options;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>Checks the store's options when the host starts.</summary>
internal sealed class SqliteStoreOptionsValidator : IValidateOptions<SqliteStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteStoreOptions options)
    {
        IReadOnlyList<string> problems = SqliteStoreOptionsRules.Problems(options);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
