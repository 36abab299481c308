namespace PrivateDomain.Sdk.Tags;

/// <summary>What a sweep over a program's expired tags has done, so far or in all.</summary>
/// <param name="Tags">How many tags' expiry it booked.</param>
public sealed record TagExpirySweep(long Tags);
