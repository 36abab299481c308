using PrivateDomain.Sdk.Commissions;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>The arithmetic alone of the commission of an order of 20 lines at two levels: no record is written.</summary>
internal sealed class CommissionArithmetic : IPureRule
{
    private const int Lines = 20;
    private const int LineAmount = 1_999;
    private const long FirstRate = 50_000_000;
    private const long SecondRate = 20_000_000;

    private readonly Money[] _lines = [.. Enumerable.Range(1, Lines).Select(line => new Money(LineAmount + line, "CNY"))];
    private long _amounts;

    public void Decide()
    {
        long goods = 0;
        foreach (Money line in _lines)
        {
            goods = checked(goods + line.MinorUnits);
        }

        long first = CommissionRules.Amount(goods, FirstRate, 0);
        _amounts += first + CommissionRules.Amount(goods, SecondRate, first);
    }

    public void CopyOutcome()
    {
        // Two numbers: nothing on the heap.
    }
}
