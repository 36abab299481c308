namespace PrivateDomain.Sdk.Members;

/// <summary>Registers a member. The member's id is the key: the same registration again returns the first answer.</summary>
/// <param name="MemberId">The id that the shop knows the member by.</param>
public sealed record RegisterMember(MemberId MemberId)
{
    /// <summary>External ids to link at once.</summary>
    public IReadOnlyList<ExternalId> ExternalIds { get; init; } = [];

    /// <summary>When the member joined; now when left out.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }
}
