using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Adds up commission entries that arrive beneficiary by beneficiary, holding one beneficiary at a time.</summary>
internal sealed class CommissionTally
{
    private readonly SortedDictionary<(string Currency, int Level), CommissionLevelTotal> _levels = [];
    private readonly SortedDictionary<string, CommissionBalance> _top = new(StringComparer.Ordinal);
    private readonly Dictionary<Currency, CommissionBalance> _current = [];
    private MemberId _beneficiary;
    private long _payees;

    internal void Add(CommissionEntry entry)
    {
        if (!_beneficiary.HasValue || _beneficiary != entry.Beneficiary)
        {
            CloseBeneficiary();
            _beneficiary = entry.Beneficiary;
        }

        bool isAccrual = entry.Kind == CommissionEntryKind.Accrual;
        Money zero = Money.Zero(entry.Currency);
        var accrued = new Money(isAccrual ? entry.Amount : 0, entry.Currency);
        var clawedBack = new Money(isAccrual ? 0 : entry.Amount, entry.Currency);

        CommissionLevelTotal level = _levels.GetValueOrDefault((entry.Currency.Code, entry.Level)) ?? new CommissionLevelTotal(entry.Level, zero, zero);
        _levels[(entry.Currency.Code, entry.Level)] = new CommissionLevelTotal(entry.Level, level.Accrued + accrued, level.ClawedBack + clawedBack);

        CommissionBalance balance = _current.GetValueOrDefault(entry.Currency) ?? new CommissionBalance(entry.Beneficiary, zero, zero);
        _current[entry.Currency] = new CommissionBalance(entry.Beneficiary, balance.Accrued + accrued, balance.ClawedBack + clawedBack);
    }

    internal CommissionTotals ToTotals()
    {
        CloseBeneficiary();
        return new CommissionTotals([.. _levels.Values], _payees, [.. _top.Values]);
    }

    private void CloseBeneficiary()
    {
        bool isPayee = false;
        foreach (CommissionBalance balance in _current.Values)
        {
            // Beneficiaries arrive in code-point order, so of equals the first stays.
            isPayee |= balance.Net.MinorUnits > 0;
            string currency = balance.Net.Currency.Code;
            if (balance.Net.MinorUnits > (_top.GetValueOrDefault(currency)?.Net.MinorUnits ?? 0))
            {
                _top[currency] = balance;
            }
        }

        _payees += isPayee ? 1 : 0;
        _current.Clear();
    }
}
