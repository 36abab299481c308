namespace PrivateDomain.Sdk.Commissions;

/// <summary>The recorded decision to pay a second level of commission.</summary>
/// <param name="By">Who decided, for example a role or a ticket; 1 to 128 characters.</param>
/// <param name="Reason">Why, and on what advice; 1 to 128 characters.</param>
public sealed record SecondLevelAcknowledgment(string By, string Reason);
