namespace PrivateDomain.Sdk.Storage;

/// <summary>One page of records.</summary>
/// <param name="Records">The records, in the query's order.</param>
/// <param name="Cursor">
/// Continues behind the last record; <see langword="null"/> when there is nothing more. Opaque; carries the tie-breaker.
/// </param>
public sealed record RecordPage(IReadOnlyList<Record> Records, string? Cursor);
