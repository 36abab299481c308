namespace PrivateDomain.Sdk.Rfm;

/// <summary>Refusal codes of scoring runs. They are not stored, and nothing is changed.</summary>
public static class RfmRefusals
{
    /// <summary>The cuts are to be found, and no member had an order that counts by that day.</summary>
    public const string NoBuyers = "rfm.no_buyers";

    /// <summary>A later day was scored already: what is stored is never taken back to an earlier one.</summary>
    public const string LaterRun = "rfm.later_run";
}
