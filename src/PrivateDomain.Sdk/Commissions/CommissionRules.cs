using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>The pure rules of commission.</summary>
internal static class CommissionRules
{
    /// <summary>
    /// What one level earns on a base: base x rate, rounded half up, but never more than what the levels before it leave of the base.
    /// Grows by at most one minor unit with each minor unit of the base, so refunding in parts ends where refunding at once ends.
    /// </summary>
    internal static long Amount(long baseAmount, long rateBillionths, long takenBefore)
    {
        const long half = Billionths.One / 2;
        long amount = (long)((((Int128)baseAmount * rateBillionths) + half) / Billionths.One);
        return Math.Min(amount, baseAmount - takenBefore);
    }

    /// <summary>The buyer's referrer, and his referrer: as many as there are rates, and no more than there are referrers.</summary>
    internal static List<CommissionPayee> Payees(in DecisionContext context, MemberId buyer, IReadOnlyList<long> rates)
    {
        List<CommissionPayee> payees = [];
        MemberId below = buyer;
        for (int i = 0; i < rates.Count && BindingOf(context, below, isBuyer: i == 0) is { } binding; i++)
        {
            payees.Add(new CommissionPayee(i + 1, binding.Referrer, rates[i]));
            below = binding.Referrer;
        }

        return payees;
    }

    /// <summary>Asks for what an accrual reads.</summary>
    internal static void ReadForAccrual(in DecisionContext context, MemberId buyer, CommissionTerms terms, Currency currency)
    {
        foreach (CommissionPayee payee in Payees(context, buyer, terms.RateBillionths))
        {
            context.View.Find<CommissionAccount>(CommissionAccount.KeyOf(context.Program, payee.MemberId, currency));
        }
    }

    /// <summary>Asks for what a clawback reads.</summary>
    internal static CommissionSale? ReadForClawback(in DecisionContext context, string reference)
    {
        CommissionSale? sale = context.View.Find<CommissionSale>(CommissionSale.KeyOf(context.Program, reference));
        foreach (CommissionPayee payee in sale?.Payees ?? [])
        {
            context.View.Find<CommissionAccrual>(CommissionAccrual.KeyOf(context.Program, payee.MemberId, reference, payee.Level));
            context.View.Find<CommissionAccount>(CommissionAccount.KeyOf(context.Program, payee.MemberId, sale!.Currency));
        }

        return sale;
    }

    /// <summary>Pays the buyer's referrers. Writes nothing where nobody earns anything.</summary>
    internal static List<CommissionShare> Accrue(
        in DecisionContext context, string reference, MemberId buyer, Money baseAmount, CommissionTerms terms, string policy, Changes changes)
    {
        List<CommissionPayee> payees = Payees(context, buyer, terms.RateBillionths);
        var shares = new List<CommissionShare>(payees.Count);
        long taken = 0;
        foreach (CommissionPayee payee in payees)
        {
            long amount = Amount(baseAmount.MinorUnits, payee.RateBillionths, taken);
            if (amount == 0)
            {
                continue;
            }

            taken += amount;
            shares.Add(new CommissionShare(payee.Level, payee.MemberId, amount));
            changes.Put(new CommissionAccrual
            {
                Program = context.Program,
                Beneficiary = payee.MemberId,
                Reference = reference,
                Level = payee.Level,
                Currency = baseAmount.Currency,
                Base = baseAmount.MinorUnits,
                RateBillionths = payee.RateBillionths,
                Accrued = amount,
                AccruedAt = context.Now,
                MaturesAt = context.Now.AddDays(terms.HoldDays),
                Policy = policy,
            });
            changes.Append(Entry(context, CommissionEntryKind.Accrual, payee, amount, reference, buyer, baseAmount.Currency));
            var account = CommissionAccount.KeyOf(context.Program, payee.MemberId, baseAmount.Currency);
            if (context.View.Find<CommissionAccount>(account) is null)
            {
                changes.Put(new CommissionAccount
                {
                    Program = context.Program,
                    Beneficiary = payee.MemberId,
                    Currency = baseAmount.Currency,
                    Accrued = amount,
                });
            }
            else
            {
                changes.Add(account, CommissionAccount.AccruedColumn, amount);
            }
        }

        if (shares.Count > 0)
        {
            changes.Put(new CommissionSale
            {
                Program = context.Program,
                Reference = reference,
                Buyer = buyer,
                Currency = baseAmount.Currency,
                Base = baseAmount.MinorUnits,
                Payees = payees,
                Policy = policy,
                SoldAt = context.Now,
            });
        }

        return shares;
    }

    /// <summary>Takes back, from each payee, what the rates of the sale no longer give for what remains of its base.</summary>
    internal static List<CommissionShare> ClawBack(in DecisionContext context, CommissionSale sale, long refundedBase, Changes changes)
    {
        long refunded = checked(sale.RefundedBase + refundedBase);
        var shares = new List<CommissionShare>(sale.Payees.Count);
        long taken = 0;
        foreach (CommissionPayee payee in sale.Payees)
        {
            long remaining = Amount(sale.Base - refunded, payee.RateBillionths, taken);
            taken += remaining;
            CommissionAccrual? accrual = context.View.Find<CommissionAccrual>(
                CommissionAccrual.KeyOf(context.Program, payee.MemberId, sale.Reference, payee.Level));
            long back = accrual is null ? 0 : accrual.Accrued - accrual.ClawedBack - remaining;
            if (back <= 0)
            {
                continue;
            }

            shares.Add(new CommissionShare(payee.Level, payee.MemberId, back));
            changes.Put(accrual! with { ClawedBack = accrual.ClawedBack + back });
            changes.Append(Entry(context, CommissionEntryKind.Clawback, payee, back, sale.Reference, sale.Buyer, sale.Currency));
            changes.Add(CommissionAccount.KeyOf(context.Program, payee.MemberId, sale.Currency), CommissionAccount.ClawedBackColumn, back);
        }

        changes.Put(sale with { RefundedBase = refunded });
        return shares;
    }

    internal static Refusal CurrencyMismatch(Money given, Currency expected) => new(
        CommissionRefusals.CurrencyMismatch, $"The amount is in {given.Currency} and {expected} is expected; convert it first.");

    internal static Refusal? RefuseAmount(Money amount, long max) => amount.MinorUnits >= 1 && amount.MinorUnits <= max
        ? null
        : new Refusal(CommissionRefusals.AmountOutOfRange, string.Create(
            CultureInfo.InvariantCulture, $"{amount} is out of range; use 1 to {max} minor units."));

    /// <summary>The buyer is whom his id stands for already; his referrer may have been merged since he brought him.</summary>
    private static ReferralBinding? BindingOf(in DecisionContext context, MemberId memberId, bool isBuyer) =>
        isBuyer ? ReferralRules.Find(context, memberId) : ReferralRules.FindOfPerson(context, memberId);

    private static CommissionEntry Entry(
        in DecisionContext context, CommissionEntryKind kind, CommissionPayee payee, long amount, string reference, MemberId buyer, Currency currency) => new()
        {
            Program = context.Program,
            Beneficiary = payee.MemberId,
            Kind = kind,
            Amount = amount,
            Currency = currency,
            Level = payee.Level,
            Reference = reference,
            Buyer = buyer,
            At = context.Now,
            Operation = context.Operation,
        };
}
