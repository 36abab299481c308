namespace PrivateDomain.Sdk.Operations;

/// <summary>Refusal codes that any write may answer with.</summary>
public static class OperationRefusals
{
    /// <summary>The key was used before with other content; the message names the first field that differs.</summary>
    public const string KeyReused = "operation.key_reused";

    /// <summary>A time lies before the year 1900 or after the year 9000.</summary>
    public const string TimeOutOfRange = "operation.time_out_of_range";

    /// <summary>A text field is too long, or holds control characters or malformed Unicode.</summary>
    public const string InvalidText = "operation.invalid_text";
}
