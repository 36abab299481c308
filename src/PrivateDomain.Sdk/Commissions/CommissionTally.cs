using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Adds up commission entries that arrive beneficiary by beneficiary, holding one beneficiary at a time.</summary>
internal sealed class CommissionTally
{
    private readonly SortedDictionary<(string Currency, int Level), CommissionLevelTotal> _levels = [];
    private readonly SortedDictionary<string, CommissionBalance> _top = new(StringComparer.Ordinal);
    private readonly Dictionary<Currency, CommissionBalance> _current = [];
    private readonly SortedDictionary<MemberId, Dictionary<Currency, CommissionBalance>> _merged =
        new(Comparer<MemberId>.Create(static (x, y) => CodePointComparer.Instance.Compare(x.Value, y.Value)));

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

    /// <summary>The balances of beneficiaries that are added up and not settled yet, one list each.</summary>
    internal List<CommissionBalance[]> Waiting { get; } = [];

    /// <summary>Takes the members of those that wait: what ids of one person earned counts together.</summary>
    internal void Settle(IReadOnlyList<Member?> members)
    {
        for (int i = 0; i < Waiting.Count; i++)
        {
            CommissionBalance[] balances = Waiting[i];
            if (members[i] is { MergedInto: not null } or { Absorbed.Count: > 0 })
            {
                Merge(members[i]!.MergedInto ?? members[i]!.MemberId, balances);
            }
            else
            {
                Count(balances);
            }
        }

        Waiting.Clear();
    }

    /// <summary>Ends the last beneficiary.</summary>
    internal void Close()
    {
        CloseBeneficiary();
    }

    internal CommissionTotals ToTotals()
    {
        foreach (Dictionary<Currency, CommissionBalance> person in _merged.Values)
        {
            Count(person.Values);
        }

        _merged.Clear();
        return new CommissionTotals([.. _levels.Values], _payees, [.. _top.Values]);
    }

    private void Merge(MemberId person, IEnumerable<CommissionBalance> balances)
    {
        if (!_merged.TryGetValue(person, out Dictionary<Currency, CommissionBalance>? sums))
        {
            _merged.Add(person, sums = []);
        }

        foreach (CommissionBalance balance in balances)
        {
            Currency currency = balance.Accrued.Currency;
            CommissionBalance sum = sums.GetValueOrDefault(currency) ?? new CommissionBalance(person, Money.Zero(currency), Money.Zero(currency));
            sums[currency] = new CommissionBalance(person, sum.Accrued + balance.Accrued, sum.ClawedBack + balance.ClawedBack);
        }
    }

    private void Count(IEnumerable<CommissionBalance> balances)
    {
        bool isPayee = false;
        foreach (CommissionBalance balance in balances)
        {
            isPayee |= balance.Net.MinorUnits > 0;
            string currency = balance.Net.Currency.Code;
            CommissionBalance? top = _top.GetValueOrDefault(currency);
            long least = top?.Net.MinorUnits ?? 0;

            // Of equals, the first by code point.
            if (balance.Net.MinorUnits > least
                || (top is not null && balance.Net.MinorUnits == least && CodePointComparer.Instance.Compare(balance.MemberId.Value, top.MemberId.Value) < 0))
            {
                _top[currency] = balance;
            }
        }

        _payees += isPayee ? 1 : 0;
    }

    private void CloseBeneficiary()
    {
        if (_current.Count > 0)
        {
            Waiting.Add([.. _current.Values]);
            _current.Clear();
        }
    }
}
