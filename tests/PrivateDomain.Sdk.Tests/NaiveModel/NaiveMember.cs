using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

internal sealed class NaiveMember(string id, DateTime registeredAt)
{
    internal string Id { get; } = id;

    internal DateTime RegisteredAt { get; } = registeredAt;

    internal List<NaiveExternalId> ExternalIds { get; } = [];

    internal string? Referrer { get; set; }

    internal DateTime BoundAt { get; set; }

    internal List<NaiveLot> Lots { get; } = [];

    internal BigInteger Debt { get; set; }

    internal List<NaivePointEntry> Points { get; } = [];

    internal List<NaiveCommissionEntry> Commissions { get; } = [];

    /// <summary>Everything left in lots, whether available, pending or expired but not booked.</summary>
    internal BigInteger Balance => Sum(Lots, lot => lot.Remaining);

    internal static BigInteger Sum<T>(IEnumerable<T> items, Func<T, BigInteger> amount) =>
        items.Aggregate(BigInteger.Zero, (sum, item) => sum + amount(item));

    internal BigInteger Available(DateTime at) => Sum(Lots, lot => lot.AvailableAt <= at && at < lot.ExpiresAt ? lot.Remaining : 0);

    internal BigInteger Pending(DateTime at) => Sum(Lots, lot => lot.AvailableAt > at && at < lot.ExpiresAt ? lot.Remaining : 0);

    internal BigInteger Expiring(DateTime at, TimeSpan window) => Sum(
        Lots, lot => lot.AvailableAt <= at && at < lot.ExpiresAt && lot.ExpiresAt - at <= window ? lot.Remaining : 0);
}

internal sealed class NaiveLot(long number, DateTime grantedAt, DateTime availableAt, DateTime expiresAt, BigInteger initial)
{
    internal long Number { get; } = number;

    internal DateTime GrantedAt { get; } = grantedAt;

    internal DateTime AvailableAt { get; } = availableAt;

    internal DateTime ExpiresAt { get; } = expiresAt;

    internal BigInteger Initial { get; } = initial;

    internal BigInteger Remaining { get; set; }

    internal BigInteger Expired { get; set; }

    /// <summary>How much of this grant was reversed, wherever it was taken from.</summary>
    internal BigInteger Claimed { get; set; }

    /// <summary>How much of the expired part counted as settled.</summary>
    internal BigInteger Settled { get; set; }
}

internal sealed record NaivePointEntry(
    long Sequence, string Kind, BigInteger Amount, long Lot, BigInteger BalanceAfter, BigInteger DebtAfter, DateTime At, string Operation, string? Order, string? Reason);

internal sealed record NaiveCommissionEntry(
    string Kind, BigInteger Amount, int Level, string Reference, string Buyer, DateTime At, string Operation)
{
    internal BigInteger Signed => Kind == "Accrual" ? Amount : -Amount;
}

internal sealed class NaiveOrder(NaivePaid paid, BigInteger goods, BigInteger amount)
{
    internal NaivePaid Paid { get; } = paid;

    internal BigInteger Goods { get; } = goods;

    internal BigInteger Amount { get; } = amount;

    internal BigInteger Refunded { get; set; }

    internal BigInteger RefundedGoods { get; set; }

    internal BigInteger RefundedTax { get; set; }

    internal BigInteger RefundedFreight { get; set; }

    internal BigInteger[] RefundedByLine { get; } = new BigInteger[paid.Lines.Count];

    internal bool NamesLines { get; set; }

    internal long Refunds { get; set; }

    internal BigInteger PointsSpent { get; set; }

    internal BigInteger PointsGranted { get; set; }

    internal long? Lot { get; set; }

    internal required NaiveTerms Terms { get; init; }

    internal NaiveSale? Sale { get; set; }
}

internal sealed class NaiveSale(string reference, string buyer, BigInteger @base, NaiveTerms terms, IReadOnlyList<string> payees)
{
    internal string Reference { get; } = reference;

    internal string Buyer { get; } = buyer;

    internal BigInteger Base { get; } = @base;

    internal BigInteger Refunded { get; set; }

    internal NaiveTerms Terms { get; } = terms;

    /// <summary>Who is paid, level by level.</summary>
    internal IReadOnlyList<string> Payees { get; } = payees;
}
