namespace PrivateDomain.Sdk.Tests.NaiveModel;

/// <summary>An answer as plain text, so that the model's and the SDK's can be laid side by side.</summary>
/// <param name="Code">The refusal's code; null when accepted.</param>
/// <param name="Text">The receipt, field by field; empty when refused.</param>
/// <param name="IsReplayed">Whether it is the stored answer of an earlier call.</param>
internal sealed record NaiveAnswer(string? Code, string Text, bool IsReplayed)
{
    /// <summary>What the refusal's message has to mention, where that is part of the promise.</summary>
    internal string? Mention { get; init; }

    internal bool IsAccepted => Code is null;

    internal static NaiveAnswer Accept(string text) => new(null, text, false);

    internal static NaiveAnswer Refuse(string code) => new(code, "", false);

    internal bool Agrees(NaiveAnswer actual, string? message) =>
        Code == actual.Code
        && Text == actual.Text
        && IsReplayed == actual.IsReplayed
        && (Mention is null || (message ?? "").Contains(Mention, StringComparison.OrdinalIgnoreCase));
}
