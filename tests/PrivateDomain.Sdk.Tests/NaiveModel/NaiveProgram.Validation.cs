using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

internal sealed partial class NaiveProgram
{
    private static readonly DateTime s_earliest = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_latest = new(9001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What is wrong with a command whatever is stored: refused, and not remembered.</summary>
    private string? Invalid(NaiveCommand command, DateTime at)
    {
        if (IsOutOfRange(at))
        {
            return "operation.time_out_of_range";
        }

        return command switch
        {
            NaiveRegister or NaiveLink or NaiveUnlink => null,
            NaiveBind bind => bind.Member == bind.Referrer ? "referral.self" : null,
            NaiveGrant grant => InvalidGrant(grant),
            NaiveSpend spend => InvalidPoints(spend.Points, spend.Reason),
            NaiveReverse reverse => InvalidPoints(reverse.Points, reverse.Reason) ?? (reverse.Lot < 1 ? "points.lot_not_found" : null),
            NaivePaid paid => InvalidOrder(paid),
            NaiveRefund refund => InvalidRefund(refund),
            NaiveAccrue accrue => InvalidCommission(accrue.Base, accrue.Currency),
            NaiveClawBack clawBack => InvalidCommission(clawBack.Refunded, Terms.Currency),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
    }

    private string? InvalidGrant(NaiveGrant grant) => InvalidPoints(grant.Points, grant.Reason)
        ?? ((grant.AvailableAt is { } from && IsOutOfRange(from)) || (grant.ExpiresAt is { } to && to != s_never && IsOutOfRange(to))
            ? "operation.time_out_of_range"
            : null);

    private string? InvalidPoints(BigInteger points, string? reason) =>
        points < 1 || points > Terms.MaxPoints ? "points.amount_out_of_range" : reason?.Length > 256 ? "operation.invalid_text" : null;

    private string? InvalidOrder(NaivePaid paid)
    {
        if (paid.Lines.Count == 0 || paid.Lines.Any(line => line.Quantity < 1))
        {
            return "order.invalid_line";
        }

        if (paid.Currency != Terms.Currency)
        {
            return "order.currency_mismatch";
        }

        if (paid.Lines.Any(line => line.Amount < 0) || paid.Freight < 0 || paid.Tax < 0)
        {
            return "order.amount_out_of_range";
        }

        BigInteger total = NaiveMember.Sum(paid.Lines, line => line.Amount) + (paid.Freight ?? 0) + (paid.Tax ?? 0);
        return paid.Amount is { } stated && stated != total ? "order.parts_do_not_add_up"
            : total > Terms.MaxOrder ? "order.amount_out_of_range"
            : null;
    }

    private string? InvalidRefund(NaiveRefund refund)
    {
        bool byAmount = refund.Amount is not null;
        bool byParts = refund.Lines.Count > 0 || refund.Freight is not null || refund.Tax is not null;
        if (byAmount == byParts || refund.Lines.DistinctBy(line => line.Line).Count() != refund.Lines.Count)
        {
            return "refund.unclear";
        }

        if (byAmount)
        {
            return refund.Amount < 1 || refund.Amount > Terms.MaxOrder ? "refund.amount_out_of_range" : null;
        }

        BigInteger total = NaiveMember.Sum(refund.Lines, line => line.Amount) + (refund.Freight ?? 0) + (refund.Tax ?? 0);
        return refund.Lines.Any(line => line.Amount < 0) || refund.Freight < 0 || refund.Tax < 0 || total < 1 || total > Terms.MaxOrder
            ? "refund.amount_out_of_range"
            : null;
    }

    private string? InvalidCommission(BigInteger amount, string currency) =>
        amount < 1 || amount > Terms.MaxCommission ? "commission.amount_out_of_range"
        : currency != Terms.Currency ? "commission.currency_mismatch"
        : null;

    private static bool IsOutOfRange(DateTime time) => time < s_earliest || time >= s_latest;
}
