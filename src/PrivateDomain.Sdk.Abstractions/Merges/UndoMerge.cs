using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Merges;

/// <summary>Undoes the merge of a member into another.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="From">Who was merged, and is to be his own again.</param>
public sealed record UndoMerge(OperationId OperationId, MemberId From)
{
    /// <summary>Which person or system says so: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, for the ledgers; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
