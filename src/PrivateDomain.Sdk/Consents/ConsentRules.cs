using System.Globalization;
using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Consents;

/// <summary>The pure rules of consents.</summary>
internal static class ConsentRules
{
    internal static Refusal NotGiven(string purpose) =>
        new(ConsentRefusals.NotGiven, $"The member has given no consent to '{purpose}' for this recipient, or has withdrawn it; there is nothing to withdraw.");

    internal static Refusal? Purpose(IEnumerable<string> declared, string purpose) => declared.Contains(purpose, StringComparer.Ordinal)
        ? null
        : new Refusal(ConsentRefusals.PurposeUnknown, $"The purpose '{purpose}' is not declared; declare it in Consents.Purposes.");

    internal static Refusal? Version(long version) => version >= 1
        ? null
        : new Refusal(ConsentRefusals.VersionOutOfRange, string.Create(CultureInfo.InvariantCulture, $"Version is {version}; versions count from 1."));

    /// <summary>What giving comes to. Whoever has consented to a later version takes nothing back by repeating an earlier one.</summary>
    internal static ConsentChange Give(Consent? standing, long version) =>
        standing is null ? ConsentChange.Given
        : version > standing.Version ? ConsentChange.Renewed
        : ConsentChange.Unchanged;

    internal static bool IsGiven(Consent? standing, long minimumVersion) => standing is not null && standing.Version >= minimumVersion;

    internal static ConsentReceipt ReceiptOf(MemberId memberId, Consent consent, ConsentChange change) =>
        new(memberId, consent.Purpose, consent.Recipient, change, consent.Version, consent.GivenAt);
}
