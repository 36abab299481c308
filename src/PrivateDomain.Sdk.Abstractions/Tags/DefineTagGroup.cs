using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Defines a tag group. Once for all: the same definition again changes nothing, another one is refused.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="Name">The group's name: an id text such as <c>city</c>.</param>
public sealed record DefineTagGroup(OperationId OperationId, string Name)
{
    /// <summary>Whether a member has one value of the group at most, and setting another replaces it. Not by default.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
