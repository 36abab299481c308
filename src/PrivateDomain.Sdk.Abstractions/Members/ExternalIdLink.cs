namespace PrivateDomain.Sdk.Members;

/// <summary>What a member's record keeps of an external id.</summary>
/// <param name="Kind">Which system the id is of.</param>
/// <param name="Hash">The keyed hash of the id, base64url.</param>
public sealed record ExternalIdLink(string Kind, string Hash);
