namespace PrivateDomain.Sdk.Consents;

/// <summary>Refusal codes about consents.</summary>
public static class ConsentRefusals
{
    /// <summary>There is no such consent to withdraw.</summary>
    public const string NotGiven = "consent.not_given";

    /// <summary>The purpose is not declared.</summary>
    public const string PurposeUnknown = "consent.purpose_unknown";

    /// <summary>The version is below 1.</summary>
    public const string VersionOutOfRange = "consent.version_out_of_range";
}
