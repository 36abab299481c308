using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <inheritdoc/>
internal sealed class MetricService(ProgramContext context) : IMetrics
{
    private const int AtOnce = 500;
    private const int Readings = 3;
    private const int MaxPromoters = 10_000;
    private static readonly KeepPurchaseOperation KeepPurchase = new();
    private static readonly KeepReferralOperation KeepReferral = new();

    public async ValueTask<MemberMetrics?> GetAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();
        for (int attempt = 1; ; attempt++)
        {
            MetricReading reading = NewReading(moment);
            Snapshot snapshot = await LoadAsync(memberId, reading.From, moment, cancellationToken).ConfigureAwait(false);
            if (snapshot.Records[0] is not Member member)
            {
                return null;
            }

            if (member.MergedInto is { } survivor)
            {
                memberId = survivor;
                attempt = 0;
                continue;
            }

            var totals = (MemberTotals?)snapshot.Records[1];
            bool isOfOneMoment = true;
            if (snapshot.Ranges.All(static range => range.IsComplete))
            {
                AddAll(reading, snapshot);
            }
            else
            {
                await ReadInPagesAsync(reading, memberId, moment, cancellationToken).ConfigureAwait(false);
                MemberTotals? after = await context.FindAsync<MemberTotals>(
                    MemberTotals.KeyOf(context.Program.Value, memberId, context.Currency), cancellationToken).ConfigureAwait(false);

                // Whatever changes a member's purchases or categories changes his totals.
                isOfOneMoment = after?.Revision == totals?.Revision;
            }

            if (isOfOneMoment || attempt == Readings)
            {
                ReferralMetrics brought = await BroughtAsync(
                    member, (ReferralTally?)snapshot.Records[2], (ReferrerTotals?)snapshot.Records[3], cancellationToken).ConfigureAwait(false);
                return reading.ToMetrics(memberId, totals, brought);
            }
        }
    }

    public ValueTask<Page<Purchase>> GetPurchasesAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(Purchase.Schema, memberId.Value, page, cancellationToken);
    }

    public IAsyncEnumerable<Purchase> ReadPurchasesAsync(CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.ReadAllAsync(Purchase.Schema, cancellationToken);
    }

    public IAsyncEnumerable<MemberTotals> ReadTotalsAsync(CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.ReadAllAsync(MemberTotals.Schema, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<KeyPromoter>> RankPromotersAsync(
        int count = 100, PromoterFormula? formula = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxPromoters);
        formula ??= new PromoterFormula();
        ArgumentOutOfRangeException.ThrowIfNegative(formula.PerMinorUnit, nameof(formula));
        ArgumentOutOfRangeException.ThrowIfNegative(formula.PerOrder, nameof(formula));
        ArgumentOutOfRangeException.ThrowIfNegative(formula.PerMember, nameof(formula));
        var ranking = new PromoterRanking(formula, count);
        var ids = new List<(string Id, ReferralMetrics Brought)>(AtOnce);
        var persons = new Dictionary<string, ReferralMetrics>(StringComparer.Ordinal);
        IAsyncEnumerator<ReferralTally> tallies = context.ReadAllAsync(ReferralTally.Schema, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closingTallies = tallies.ConfigureAwait(false);
        IAsyncEnumerator<ReferrerTotals> totals = context.ReadAllAsync(ReferrerTotals.Schema, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closingTotals = totals.ConfigureAwait(false);
        ReferralTally? tally = await NextAsync(tallies).ConfigureAwait(false);
        ReferrerTotals? referred = await NextInCurrencyAsync(totals).ConfigureAwait(false);

        // Both are in the order of their owners; somebody may have brought members who bought nothing, or buyers who are bound to another by now.
        while (tally is not null || referred is not null)
        {
            int order = tally is null ? 1 : referred is null ? -1 : CodePointComparer.Instance.Compare(tally.Owner, referred.Owner);
            ids.Add((
                order <= 0 ? tally!.Owner : referred!.Owner,
                new ReferralMetrics(
                    order <= 0 ? tally!.Members : 0,
                    order >= 0 ? referred!.Orders : 0,
                    new Money(order >= 0 ? referred!.Spend : 0, context.Currency))));
            if (ids.Count == AtOnce)
            {
                await RankAsync(ranking, ids, persons, cancellationToken).ConfigureAwait(false);
            }

            tally = order <= 0 ? await NextAsync(tallies).ConfigureAwait(false) : tally;
            referred = order >= 0 ? await NextInCurrencyAsync(totals).ConfigureAwait(false) : referred;
        }

        await RankAsync(ranking, ids, persons, cancellationToken).ConfigureAwait(false);
        foreach ((string person, ReferralMetrics brought) in persons)
        {
            ranking.Add(person, brought);
        }

        return ranking.ToList();
    }

    /// <summary>Ranks ids that stand for nobody else; what ids of one person brought waits until all of it is known.</summary>
    private async ValueTask RankAsync(
        PromoterRanking ranking,
        List<(string Id, ReferralMetrics Brought)> ids,
        Dictionary<string, ReferralMetrics> persons,
        CancellationToken cancellationToken)
    {
        Snapshot members = await context.LoadAsync(
            new ReadSet([.. ids.Select(one => Member.KeyOf(context.Program.Value, one.Id))], []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < ids.Count; i++)
        {
            (string id, ReferralMetrics brought) = ids[i];
            if (members.Records[i] is Member { MergedInto: not null } or Member { Absorbed.Count: > 0 })
            {
                string person = ((Member)members.Records[i]!).MergedInto?.Value ?? id;
                persons[person] = persons.TryGetValue(person, out ReferralMetrics? before)
                    ? new ReferralMetrics(
                        checked(before.Members + brought.Members), checked(before.Orders + brought.Orders), before.Spend + brought.Spend)
                    : brought;
            }
            else
            {
                ranking.Add(id, brought);
            }
        }

        ids.Clear();
    }

    public async ValueTask<MetricRebuild> RebuildAsync(IProgress<MetricRebuild>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        var done = new MetricRebuild(0, 0, 0);
        var orders = new List<Order>(AtOnce);
        await foreach (Order order in context.ReadAllAsync(Order.Schema, cancellationToken).ConfigureAwait(false))
        {
            orders.Add(order);
            if (orders.Count == AtOnce)
            {
                done = await KeepAsync(done, orders, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        done = await KeepAsync(done, orders, progress, cancellationToken).ConfigureAwait(false);
        var bindings = new List<ReferralBinding>(AtOnce);
        await foreach (ReferralBinding binding in context.ReadAllAsync(ReferralBinding.Schema, cancellationToken).ConfigureAwait(false))
        {
            bindings.Add(binding);
            if (bindings.Count == AtOnce)
            {
                done = await KeepAsync(done, bindings, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        return await KeepAsync(done, bindings, progress, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<T?> NextAsync<T>(IAsyncEnumerator<T> records)
        where T : Record => await records.MoveNextAsync().ConfigureAwait(false) ? records.Current : null;

    private async ValueTask<ReferrerTotals?> NextInCurrencyAsync(IAsyncEnumerator<ReferrerTotals> totals)
    {
        ReferrerTotals? next = await NextAsync(totals).ConfigureAwait(false);
        while (next is not null && next.Currency != context.Currency)
        {
            next = await NextAsync(totals).ConfigureAwait(false);
        }

        return next;
    }

    private static void AddAll(MetricReading reading, Snapshot snapshot)
    {
        foreach (Record category in snapshot.Ranges[0].Records)
        {
            reading.Add((CategoryTotals)category);
        }

        foreach (Record purchase in snapshot.Ranges[1].Records)
        {
            reading.Add((Purchase)purchase);
        }
    }

    /// <summary>What a person's referrals brought: they stay under the id that brought them, so those that were merged into it are added up.</summary>
    private async ValueTask<ReferralMetrics> BroughtAsync(
        Member member, ReferralTally? tally, ReferrerTotals? totals, CancellationToken cancellationToken)
    {
        var brought = new ReferralMetrics(tally?.Members ?? 0, totals?.Orders ?? 0, new Money(totals?.Spend ?? 0, context.Currency));
        if (member.Absorbed.Count == 0)
        {
            return brought;
        }

        string program = context.Program.Value;
        Snapshot snapshot = await context.LoadAsync(
            new ReadSet(
                [
                    .. member.Absorbed.Select(id => ReferralTally.KeyOf(program, id)),
                    .. member.Absorbed.Select(id => ReferrerTotals.KeyOf(program, id, context.Currency)),
                ],
                []),
            cancellationToken).ConfigureAwait(false);
        foreach (Record? record in snapshot.Records)
        {
            brought = record switch
            {
                ReferralTally more => brought with { Members = checked(brought.Members + more.Members) },
                ReferrerTotals more => brought with
                {
                    Orders = checked(brought.Orders + more.Orders), Spend = brought.Spend + new Money(more.Spend, context.Currency),
                },
                _ => brought,
            };
        }

        return brought;
    }

    private static long CountChanged(IEnumerable<Outcome<Reconciled>> outcomes) => outcomes.Count(static outcome => outcome.Value.IsChanged);

    private MetricReading NewReading(DateTimeOffset moment) => new(context.Options.Metrics.WindowDays, context.Currency, context.TimeZone, moment);

    private ValueTask<Snapshot> LoadAsync(MemberId memberId, DateTimeOffset from, DateTimeOffset through, CancellationToken cancellationToken)
    {
        string program = context.Program.Value;
        return context.LoadAsync(
            new ReadSet(
                [
                    Member.KeyOf(program, memberId),
                    MemberTotals.KeyOf(program, memberId, context.Currency),
                    ReferralTally.KeyOf(program, memberId),
                    ReferrerTotals.KeyOf(program, memberId, context.Currency),
                ],
                [
                    new OwnerRange(CategoryTotals.Schema.Primary, memberId.Value, program, AtOnce),
                    new OwnerRange(Purchase.Counted, memberId.Value, program, AtOnce, From: ColumnValue.Of(from), Through: ColumnValue.Of(through)),
                ]),
            cancellationToken);
    }

    private async ValueTask ReadInPagesAsync(MetricReading reading, MemberId memberId, DateTimeOffset through, CancellationToken cancellationToken)
    {
        var categories = new RecordQuery(CategoryTotals.Schema.Primary, context.Program.Value, AtOnce, memberId.Value);
        await foreach (CategoryTotals category in context.ReadAllAsync<CategoryTotals>(categories, cancellationToken).ConfigureAwait(false))
        {
            reading.Add(category);
        }

        var purchases = new RecordQuery(
            Purchase.Counted, context.Program.Value, AtOnce, memberId.Value, From: ColumnValue.Of(reading.From), Through: ColumnValue.Of(through));
        await foreach (Purchase purchase in context.ReadAllAsync<Purchase>(purchases, cancellationToken).ConfigureAwait(false))
        {
            reading.Add(purchase);
        }
    }

    /// <summary>Brings the purchases of a portion of orders in line; those that are already cost one read in all.</summary>
    private async ValueTask<MetricRebuild> KeepAsync(
        MetricRebuild done, List<Order> orders, IProgress<MetricRebuild>? progress, CancellationToken cancellationToken)
    {
        Snapshot found = await context.LoadAsync(
            new ReadSet([.. orders.Select(order => Purchase.KeyOf(context.Program.Value, order.MemberId, order.PaidAt, order.OrderId))], []),
            cancellationToken).ConfigureAwait(false);
        var inFlight = new List<Task<Outcome<Reconciled>>>();
        for (int i = 0; i < orders.Count; i++)
        {
            if (found.Records[i] is not Purchase purchase || !MetricRules.IsSame(purchase, MetricRules.ToPurchase(orders[i], purchase.Referrer)))
            {
                inFlight.Add(context.RunAsync(KeepPurchase, orders[i], cancellationToken).AsTask());
            }
        }

        long changed = CountChanged(await Task.WhenAll(inFlight).ConfigureAwait(false));
        return Report(new MetricRebuild(done.Orders + orders.Count, done.Bindings, done.Changed + changed), orders, progress);
    }

    private async ValueTask<MetricRebuild> KeepAsync(
        MetricRebuild done, List<ReferralBinding> bindings, IProgress<MetricRebuild>? progress, CancellationToken cancellationToken)
    {
        Snapshot found = await context.LoadAsync(
            new ReadSet([.. bindings.Select(binding => CountedReferral.KeyOf(context.Program.Value, binding.MemberId))], []),
            cancellationToken).ConfigureAwait(false);
        var inFlight = new List<Task<Outcome<Reconciled>>>();
        for (int i = 0; i < bindings.Count; i++)
        {
            if (found.Records[i] is not CountedReferral counted || counted.Referrer != bindings[i].Referrer)
            {
                inFlight.Add(context.RunAsync(KeepReferral, bindings[i].MemberId, cancellationToken).AsTask());
            }
        }

        long changed = CountChanged(await Task.WhenAll(inFlight).ConfigureAwait(false));
        return Report(new MetricRebuild(done.Orders, done.Bindings + bindings.Count, done.Changed + changed), bindings, progress);
    }

    private static MetricRebuild Report<T>(MetricRebuild done, List<T> portion, IProgress<MetricRebuild>? progress)
    {
        portion.Clear();
        progress?.Report(done);
        return done;
    }

    private void RequireKept()
    {
        if (!context.Options.Metrics.AreKept)
        {
            throw new InvalidOperationException(
                "Metrics are not kept in this host: call Metrics() inside AddPrivateDomain, and RebuildAsync once where orders are stored already.");
        }
    }
}
