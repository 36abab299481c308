using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Members;

/// <summary>Sets and clears attributes of a member, all of them in one commit.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="Values">
/// The values by the attributes' names, at most 100; <see langword="null"/>, or a set of no texts, clears the attribute. What is not named stays as it is.
/// </param>
public sealed record SetAttributes(OperationId OperationId, MemberId MemberId, IReadOnlyDictionary<string, AttributeValue?> Values)
{
    /// <summary>Which person, list or system says so: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>When; now when left out. Writes count in the order in which they are stored, whatever time they state.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
