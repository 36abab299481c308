using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>The commission of an order of 20 lines at two levels: two accruals, entries and accounts, and the sale.</summary>
internal sealed class CommissionDecision : IPureRule
{
    private const int Lines = 20;
    private const int LineAmount = 1_999;
    private const string Reference = "order/decision";

    private readonly DecisionContext _context;
    private readonly Policy<CommissionTerms> _policy;
    private readonly OrderPaid _order;
    private readonly Changes _outcome;
    private readonly List<CommissionShare> _shares;

    private CommissionDecision(DecisionContext context, Policy<CommissionTerms> policy, OrderPaid order)
    {
        _context = context;
        _policy = policy;
        _order = order;
        (_outcome, _shares) = Accrue();
        if (_shares.Count != policy.Terms.RateBillionths.Count)
        {
            throw new BenchmarkFailedException($"{_shares.Count} levels were paid.");
        }
    }

    public static async Task<CommissionDecision> PrepareAsync()
    {
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(
            pd => pd.UseInMemoryStore().Commissions(o =>
            {
                o.Rates = [0.05m, 0.02m];
                o.SecondLevelAcknowledgment = new SecondLevelAcknowledgment("the benchmark", "two levels cost more than one");
            }),
            members: 3);
        (MemberId buyer, MemberId referrer, MemberId above) = (shop.Members[0], shop.Members[1], shop.Members[2]);
        _ = (await shop.Domain.Referrals.BindAsync(new("bind-1", buyer, referrer))).Value;
        _ = (await shop.Domain.Referrals.BindAsync(new("bind-2", referrer, above))).Value;
        _ = (await shop.Domain.Orders.PaidAsync(OrderOf("order-1", buyer))).Value;
        OrderPaid order = OrderOf("decision", buyer);
        Policy<CommissionTerms> policy = shop.Service<Policies>().Commissions;
        DecisionContext context = await LoadedView.ReadAsync(
            shop.Service<IRecordStore>(),
            "order.paid/decision",
            context => CommissionRules.ReadForAccrual(context, buyer, policy.Terms, order.Lines[0].Amount.Currency));
        return new CommissionDecision(context, policy, order);
    }

    public void Decide() => Accrue();

    public void CopyOutcome()
    {
        List<CommissionShare> shares = new(_shares.Count);
        foreach (CommissionShare share in _shares)
        {
            shares.Add(share with { });
        }

        Outcomes.Copy(_outcome);
    }

    private static OrderPaid OrderOf(string orderId, MemberId buyer) => new(
        orderId,
        buyer,
        [.. Enumerable.Range(1, Lines).Select(line => new OrderLine(string.Create(CultureInfo.InvariantCulture, $"sku-{line}"), 1, new Money(LineAmount + line, "CNY")))],
        DateTimeOffset.UtcNow);

    private (Changes Changes, List<CommissionShare> Shares) Accrue()
    {
        var changes = new Changes();
        var goods = new Money(OrderRules.Goods(_order), _order.Lines[0].Amount.Currency);
        return (changes, CommissionRules.Accrue(_context, Reference, _order.MemberId, goods, _policy.Terms, _policy.Version, changes));
    }
}
