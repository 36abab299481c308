namespace PrivateDomain.Sdk.Tags;

/// <summary>What a sweep did about one tag.</summary>
/// <param name="IsBooked">Whether its expiry was not booked yet.</param>
internal sealed record ExpiredTag(bool IsBooked);
