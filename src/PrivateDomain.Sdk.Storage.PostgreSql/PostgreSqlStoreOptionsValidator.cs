using Microsoft.Extensions.Options;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Checks the store's options when the host starts.</summary>
internal sealed class PostgreSqlStoreOptionsValidator : IValidateOptions<PostgreSqlStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlStoreOptions options)
    {
        IReadOnlyList<string> problems = PostgreSqlStoreOptionsRules.Problems(options);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
