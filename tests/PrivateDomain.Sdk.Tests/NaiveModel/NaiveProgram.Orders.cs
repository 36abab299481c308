using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

internal sealed partial class NaiveProgram
{
    private NaiveAnswer Pay(NaivePaid command, DateTime at)
    {
        if (!Members.TryGetValue(command.Member, out NaiveMember? member))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        BigInteger available = member.Available(at);
        (BigInteger numerator, BigInteger denominator) = NaiveTerms.Fraction(command.RedeemShare);
        BigInteger redeem = command.RedeemExactly + (available * numerator / denominator);
        if (redeem > available)
        {
            return NaiveAnswer.Refuse("points.insufficient");
        }

        BigInteger goods = NaiveMember.Sum(command.Lines, line => line.Amount);
        BigInteger earned = Terms.PointsFor(goods);
        BigInteger due = NaiveMember.Sum(member.Lots, lot => lot.ExpiresAt <= at ? lot.Remaining : 0);
        BigInteger repaid = BigInteger.Min(member.Debt, earned);
        if (member.Balance - due - redeem + earned - repaid > s_largest)
        {
            return NaiveAnswer.Refuse("points.balance_too_large");
        }

        string operation = NameOf(command);
        var order = new NaiveOrder(command, goods, goods + (command.Freight ?? 0) + (command.Tax ?? 0)) { Terms = Terms };
        Orders.Add(command.Key, order);
        BigInteger expired = Expire(member, at, operation, command.Key, null);
        Take(member, redeem, at, operation, command.Key, null);
        order.PointsSpent = redeem;
        if (earned > 0)
        {
            DateTime expiresAt = (at + Terms.ExpiresAfter) ?? s_never;
            order.Lot = OpenLot(member, earned, at, at + Terms.PendingFor, expiresAt, operation, command.Key, null).Number;
            order.PointsGranted = earned;
        }

        NaiveSale sale = Sell($"order/{command.Key}", member, goods);
        string shares = AccrueOn(sale, at, operation);
        order.Sale = shares.Length > 0 ? sale : null;
        return NaiveAnswer.Accept(
            $"paid {command.Key} expired {expired} spent {redeem} granted {earned} repaid {repaid} balance {member.Balance} debt {member.Debt} " +
            $"{Terms.Currency}{shares}");
    }

    private NaiveAnswer Refund(NaiveRefund command, DateTime at)
    {
        if (!Orders.TryGetValue(command.Order, out NaiveOrder? order))
        {
            return NaiveAnswer.Refuse("order.not_found");
        }

        if (command.Currency != order.Paid.Currency)
        {
            return NaiveAnswer.Refuse("refund.currency_mismatch");
        }

        foreach (NaiveRefundedLine line in command.Lines)
        {
            if (line.Line < 1 || line.Line > order.Paid.Lines.Count)
            {
                return NaiveAnswer.Refuse("refund.line_not_found");
            }

            if (order.RefundedByLine[line.Line - 1] + line.Amount > order.Paid.Lines[line.Line - 1].Amount)
            {
                return NaiveAnswer.Refuse("refund.exceeds_paid");
            }
        }

        BigInteger goods;
        BigInteger tax;
        BigInteger freight;
        if (command.Amount is { } amount)
        {
            // Goods first, then tax, then freight.
            goods = BigInteger.Min(amount, order.Goods - order.RefundedGoods);
            tax = BigInteger.Min(amount - goods, (order.Paid.Tax ?? 0) - order.RefundedTax);
            freight = amount - goods - tax;
        }
        else
        {
            goods = NaiveMember.Sum(command.Lines, line => line.Amount);
            tax = command.Tax ?? 0;
            freight = command.Freight ?? 0;
        }

        if (order.RefundedGoods + goods > order.Goods
            || order.RefundedTax + tax > (order.Paid.Tax ?? 0)
            || order.RefundedFreight + freight > (order.Paid.Freight ?? 0))
        {
            return NaiveAnswer.Refuse("refund.exceeds_paid");
        }

        NaiveMember member = Members[order.Paid.Member];
        NaiveLot? lot = order.Lot is { } number ? member.Lots.Find(l => l.Number == number) : null;
        BigInteger takeBack = 0;
        if (lot is not null)
        {
            BigInteger remains = order.Terms.PointsFor(order.Goods - order.RefundedGoods - goods);
            takeBack = BigInteger.Max(0, order.PointsGranted - remains - lot.Claimed);
            if (member.Debt + DebtOf(member, lot, takeBack, at) > s_largest)
            {
                return NaiveAnswer.Refuse("points.balance_too_large");
            }
        }

        string operation = NameOf(command);
        order.Refunded += goods + tax + freight;
        order.RefundedGoods += goods;
        order.RefundedTax += tax;
        order.RefundedFreight += freight;
        order.Refunds++;
        order.NamesLines |= command.Lines.Count > 0;
        foreach (NaiveRefundedLine line in command.Lines)
        {
            order.RefundedByLine[line.Line - 1] += line.Amount;
        }

        BigInteger expired = Expire(member, at, operation, command.Order, null);
        (BigInteger reversed, BigInteger settled, BigInteger debt) = lot is null || takeBack == 0
            ? default
            : TakeBack(member, lot, takeBack, at, operation, command.Order, null);
        string shares = order.Sale is { } sale && goods > 0 ? ClawBackOn(sale, goods, at, operation) : "";
        return NaiveAnswer.Accept(
            $"refunded {command.Key} of {command.Order} amount {goods + tax + freight} in all {order.Refunded} expired {expired} reversed {reversed} settled {settled} " +
            $"incurred {debt} balance {member.Balance} debt {member.Debt} {order.Paid.Currency}{shares}");
    }

    private NaiveAnswer Accrue(NaiveAccrue command, DateTime at)
    {
        if (!Members.TryGetValue(command.Buyer, out NaiveMember? buyer))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        if (Sales.ContainsKey(command.Sale))
        {
            return NaiveAnswer.Refuse("commission.already_accrued");
        }

        NaiveSale sale = Sell($"sale/{command.Sale}", buyer, command.Base);
        string shares = AccrueOn(sale, at, NameOf(command));
        if (shares.Length > 0)
        {
            // A sale on which nobody earned anything leaves nothing to take back, and may be decided again.
            Sales.Add(command.Sale, sale);
        }

        return NaiveAnswer.Accept($"accrued {command.Sale} {command.Currency}{shares}");
    }

    private NaiveAnswer ClawBack(NaiveClawBack command, DateTime at)
    {
        if (!Sales.TryGetValue(command.Sale, out NaiveSale? sale))
        {
            return NaiveAnswer.Refuse("commission.sale_not_found");
        }

        if (command.Currency != Terms.Currency)
        {
            return NaiveAnswer.Refuse("commission.currency_mismatch");
        }

        if (sale.Refunded + command.Refunded > sale.Base)
        {
            return NaiveAnswer.Refuse("commission.clawback_exceeds_base");
        }

        return NaiveAnswer.Accept($"accrued {command.Sale} {command.Currency}{ClawBackOn(sale, command.Refunded, at, NameOf(command))}");
    }

    /// <summary>Decides who is paid: the buyer's referrer, then that member's referrer, as many levels as there are rates.</summary>
    private NaiveSale Sell(string reference, NaiveMember buyer, BigInteger @base)
    {
        var payees = new List<string>();
        NaiveMember member = buyer;
        while (payees.Count < Terms.Rates.Count && member.Referrer is { } referrer)
        {
            payees.Add(referrer);
            member = Members[referrer];
        }

        return new NaiveSale(reference, buyer.Id, @base, Terms, payees);
    }

    private string AccrueOn(NaiveSale sale, DateTime at, string operation)
    {
        string shares = "";
        IReadOnlyList<BigInteger> amounts = sale.Terms.CommissionFor(sale.Base, sale.Payees.Count);
        for (int i = 0; i < sale.Payees.Count; i++)
        {
            if (amounts[i] > 0)
            {
                shares += $" {i + 1}:{sale.Payees[i]}:{amounts[i]}";
                Members[sale.Payees[i]].Commissions.Add(new NaiveCommissionEntry("Accrual", amounts[i], i + 1, sale.Reference, sale.Buyer, at, operation));
            }
        }

        return shares;
    }

    /// <summary>What remains is the rule of the remaining base; the difference is taken back.</summary>
    private string ClawBackOn(NaiveSale sale, BigInteger refunded, DateTime at, string operation)
    {
        string shares = "";
        IReadOnlyList<BigInteger> before = sale.Terms.CommissionFor(sale.Base - sale.Refunded, sale.Payees.Count);
        sale.Refunded += refunded;
        IReadOnlyList<BigInteger> after = sale.Terms.CommissionFor(sale.Base - sale.Refunded, sale.Payees.Count);
        for (int i = 0; i < sale.Payees.Count; i++)
        {
            if (before[i] > after[i])
            {
                BigInteger amount = before[i] - after[i];
                shares += $" {i + 1}:{sale.Payees[i]}:{amount}";
                Members[sale.Payees[i]].Commissions.Add(new NaiveCommissionEntry("Clawback", amount, i + 1, sale.Reference, sale.Buyer, at, operation));
            }
        }

        return shares;
    }
}
