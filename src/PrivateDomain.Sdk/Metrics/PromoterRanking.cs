using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>The best of any number of promoters, holding no more of them than are asked for. Pure: the order of adding is irrelevant.</summary>
internal sealed class PromoterRanking(PromoterFormula formula, int count)
{
    /// <summary>Higher scores first; of equal ones the smaller id by code point.</summary>
    private static readonly Comparer<(Int128 Score, string MemberId)> Better = Comparer<(Int128 Score, string MemberId)>.Create(
        static (x, y) => x.Score != y.Score ? y.Score.CompareTo(x.Score) : CodePointComparer.Instance.Compare(x.MemberId, y.MemberId));

    private readonly SortedSet<(Int128 Score, string MemberId)> _best = new(Better);
    private readonly Dictionary<string, ReferralMetrics> _brought = new(StringComparer.Ordinal);

    /// <summary>Adds a member; one whose score is 0 brought nothing that counts.</summary>
    internal void Add(string memberId, ReferralMetrics brought)
    {
        Int128 score = formula.ScoreOf(brought);
        if (score <= 0)
        {
            return;
        }

        _best.Add((score, memberId));
        _brought.Add(memberId, brought);
        if (_best.Count > count)
        {
            (Int128 Score, string MemberId) worst = _best.Max;
            _best.Remove(worst);
            _brought.Remove(worst.MemberId);
        }
    }

    internal IReadOnlyList<KeyPromoter> ToList() =>
        [.. _best.Select((one, i) => new KeyPromoter(i + 1, one.MemberId, one.Score, _brought[one.MemberId]))];
}
