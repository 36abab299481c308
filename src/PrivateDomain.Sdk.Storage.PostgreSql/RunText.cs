namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>How runs of rows in an index's order are read.</summary>
/// <param name="One">The statement for one run.</param>
/// <param name="Many">The statement for many runs, whose arguments are arrays.</param>
/// <param name="Arguments">What the arguments are, in order.</param>
internal sealed record RunText(string One, string Many, IReadOnlyList<ColumnKind> Arguments);
