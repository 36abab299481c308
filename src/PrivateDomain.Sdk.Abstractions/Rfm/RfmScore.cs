using System.Globalization;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>The three scores of a member, each from 1 (worst) to the number of bins (best).</summary>
/// <param name="Recency">R: the most recent buyers have the highest.</param>
/// <param name="Frequency">F.</param>
/// <param name="Monetary">M.</param>
/// <remarks>An immutable value.</remarks>
public readonly record struct RfmScore(int Recency, int Frequency, int Monetary)
{
    /// <summary>The scores side by side: <c>543</c>, or <c>10-4-3</c> when one has two digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Math.Max(Recency, Math.Max(Frequency, Monetary)) > 9
        ? string.Create(CultureInfo.InvariantCulture, $"{Recency}-{Frequency}-{Monetary}")
        : string.Create(CultureInfo.InvariantCulture, $"{Recency}{Frequency}{Monetary}");
}
