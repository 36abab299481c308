using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>M1 to M4: purchases say what the orders say, and every sum is the sum of the purchases. Nothing is checked where metrics are not kept.</summary>
internal static class MetricVerification
{
    private const int AtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        if (context.Options.Metrics.AreKept)
        {
            await OrdersAsync(context, findings, cancellationToken).ConfigureAwait(false);
            await MembersAsync(context, findings, cancellationToken).ConfigureAwait(false);
            await ReferrersAsync(context, findings, cancellationToken).ConfigureAwait(false);
            await BindingsAsync(context, findings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>M1: each order has its purchase, which says what the order says; and each purchase its order.</summary>
    private static async ValueTask OrdersAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        string program = context.Program.Value;
        await PortionsAsync<Order>(
            context,
            Order.Schema,
            static (order, memberId) => Purchase.KeyOf(order.Program, memberId, order.PaidAt, order.OrderId),
            (order, found) => findings.Check(
                found is Purchase purchase && MetricRules.IsSame(purchase, MetricRules.ToPurchase(order, purchase.Referrer)),
                "M1",
                order,
                $"the order and its purchase do not agree; RebuildAsync brings them together"),
            cancellationToken,
            static order => order.MemberId).ConfigureAwait(false);
        await PortionsAsync<Purchase>(
            context,
            Purchase.Schema,
            (purchase, _) => Order.KeyOf(program, purchase.OrderId),
            (purchase, found) => findings.Check(
                found is Order order && order.MemberId == (purchase.BoughtAs ?? purchase.MemberId) && order.PaidAt == purchase.PaidAt, "M1", purchase, $"the purchase has no such order"),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>M2 and M3: totals of members and of their categories are the sums of their purchases.</summary>
    private static async ValueTask MembersAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<Purchase> purchases = await OwnerStream<Purchase>.OpenAsync(context, Purchase.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingPurchases = purchases.ConfigureAwait(false);
        OwnerStream<MemberTotals> totals = await OwnerStream<MemberTotals>.OpenAsync(context, MemberTotals.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingTotals = totals.ConfigureAwait(false);
        OwnerStream<CategoryTotals> categories = await OwnerStream<CategoryTotals>.OpenAsync(context, CategoryTotals.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingCategories = categories.ConfigureAwait(false);
        while (OwnerOrder.First(purchases.NextOwner, OwnerOrder.First(totals.NextOwner, categories.NextOwner)) is { } owner)
        {
            var sums = new MetricSums();
            while (await purchases.NextOfAsync(owner).ConfigureAwait(false) is { } purchase)
            {
                sums.Add(purchase);
            }

            while (await totals.NextOfAsync(owner).ConfigureAwait(false) is { } stated)
            {
                findings.Check(sums.Takes(stated), "M2", stated, $"the totals are not the sums of the member's purchases");
            }

            while (await categories.NextOfAsync(owner).ConfigureAwait(false) is { } stated)
            {
                findings.Check(sums.Takes(stated), "M3", stated, $"the totals of the category are not the sums of the member's purchases");
            }

            if (sums.HasMembersLeft)
            {
                findings.Breach("M2", $"member {owner}", "there are purchases in a currency without totals");
            }

            if (sums.HasCategoriesLeft)
            {
                findings.Breach("M3", $"member {owner}", "there are purchases in a category without totals");
            }
        }
    }

    /// <summary>M4: what a referrer's members bought is the sum of the purchases that name him.</summary>
    private static async ValueTask ReferrersAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<Purchase> purchases = context.ReadAllAsync<Purchase>(
            new RecordQuery(Purchase.Referred, context.Program.Value, AtOnce), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closingPurchases = purchases.ConfigureAwait(false);
        OwnerStream<ReferrerTotals> totals = await OwnerStream<ReferrerTotals>.OpenAsync(context, ReferrerTotals.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingTotals = totals.ConfigureAwait(false);
        bool hasPurchase = await purchases.MoveNextAsync().ConfigureAwait(false);
        while (OwnerOrder.First(hasPurchase ? purchases.Current.Referrer!.Value.Value : null, totals.NextOwner) is { } referrer)
        {
            var sums = new Dictionary<Currency, (Int128 Orders, Int128 Spend)>();
            while (hasPurchase && purchases.Current.Referrer!.Value.Value == referrer)
            {
                Purchase purchase = purchases.Current;
                (Int128 orders, Int128 spend) = sums.GetValueOrDefault(purchase.Currency);
                sums[purchase.Currency] = (orders + MetricRules.Count(purchase), spend + MetricRules.Spend(purchase));
                hasPurchase = await purchases.MoveNextAsync().ConfigureAwait(false);
            }

            while (await totals.NextOfAsync(referrer).ConfigureAwait(false) is { } stated)
            {
                sums.Remove(stated.Currency, out (Int128 Orders, Int128 Spend) sum);
                findings.Check(
                    stated.Orders == sum.Orders && stated.Spend == sum.Spend,
                    "M4",
                    stated,
                    $"the totals say {stated.Orders} orders and {stated.Spend}, the referred purchases {sum.Orders} and {sum.Spend}");
            }

            if (sums.Count > 0)
            {
                findings.Breach("M4", $"member {referrer}", "there are referred purchases in a currency without totals");
            }
        }
    }

    /// <summary>M4: each bound member is counted under his referrer, and a tally is the number of those.</summary>
    private static async ValueTask BindingsAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        await PortionsAsync<ReferralBinding>(
            context,
            ReferralBinding.Schema,
            static (binding, _) => CountedReferral.KeyOf(binding.Program, binding.MemberId),
            (binding, found) => findings.Check(
                found is CountedReferral counted && counted.Referrer == binding.Referrer,
                "M4",
                binding,
                $"the member is not counted under his referrer; RebuildAsync counts him"),
            cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<CountedReferral> counted = context.ReadAllAsync<CountedReferral>(
            new RecordQuery(CountedReferral.ByReferrer, context.Program.Value, AtOnce), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closingCounted = counted.ConfigureAwait(false);
        OwnerStream<ReferralTally> tallies = await OwnerStream<ReferralTally>.OpenAsync(context, ReferralTally.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingTallies = tallies.ConfigureAwait(false);
        bool hasCounted = await counted.MoveNextAsync().ConfigureAwait(false);
        while (OwnerOrder.First(hasCounted ? counted.Current.Referrer.Value : null, tallies.NextOwner) is { } referrer)
        {
            long members = 0;
            while (hasCounted && counted.Current.Referrer.Value == referrer)
            {
                findings.Saw(counted.Current);
                members++;
                hasCounted = await counted.MoveNextAsync().ConfigureAwait(false);
            }

            ReferralTally? tally = await tallies.NextOfAsync(referrer).ConfigureAwait(false);
            if (tally?.Members != members && (tally is not null || members > 0))
            {
                findings.Breach("M4", $"member {referrer}", $"the tally says {tally?.Members ?? 0} members and {members} are counted");
            }
        }
    }

    /// <summary>Walks all records of a type in portions, each beside the record that it should go with; and with whom its member was merged into, where asked.</summary>
    private static async ValueTask PortionsAsync<T>(
        ProgramContext context,
        RecordType<T> type,
        Func<T, MemberId, RecordKey> partner,
        Action<T, Record?> check,
        CancellationToken cancellationToken,
        Func<T, MemberId>? memberOf = null)
        where T : Record
    {
        var portion = new List<T>(AtOnce);
        await foreach (T record in context.ReadAllAsync(type, cancellationToken).ConfigureAwait(false))
        {
            portion.Add(record);
            if (portion.Count == AtOnce)
            {
                await CheckAsync().ConfigureAwait(false);
            }
        }

        await CheckAsync().ConfigureAwait(false);

        async ValueTask CheckAsync()
        {
            var survivors = new Dictionary<MemberId, MemberId>();
            if (memberOf is not null)
            {
                Snapshot members = await context.LoadAsync(
                    new ReadSet([.. portion.Select(memberOf).Distinct().Select(id => Member.KeyOf(context.Program.Value, id))], []), cancellationToken)
                    .ConfigureAwait(false);
                survivors = members.Records.OfType<Member>().Where(static member => member.MergedInto is not null)
                    .ToDictionary(static member => member.MemberId, static member => member.MergedInto!.Value);
            }

            Snapshot found = await context.LoadAsync(
                new ReadSet(
                    [
                        .. portion.Select(record => memberOf is null
                            ? partner(record, default)
                            : partner(record, survivors.GetValueOrDefault(memberOf(record), memberOf(record)))),
                    ],
                    []),
                cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < portion.Count; i++)
            {
                check(portion[i], found.Records[i]);
            }

            portion.Clear();
        }
    }
}
