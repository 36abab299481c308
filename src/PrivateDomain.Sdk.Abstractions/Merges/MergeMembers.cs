using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Merges;

/// <summary>Merges a member into another: they are one person.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="From">Who is merged: his id stands for the other from then on.</param>
/// <param name="Into">Who is left.</param>
public sealed record MergeMembers(OperationId OperationId, MemberId From, MemberId Into)
{
    /// <summary>Which person or system says so: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, for the ledgers; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
