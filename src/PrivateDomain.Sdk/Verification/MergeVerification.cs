using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Verification;

/// <summary>U1 and U2: a merged member and his survivor know each other, and he has nothing of his own any more.</summary>
internal static class MergeVerification
{
    private const int AtOnce = 500;
    private const int RecordsEach = 7;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var merged = new List<Member>(AtOnce);
        var survivors = new List<(Member Survivor, MemberId Absorbed)>(AtOnce);
        await foreach (Member member in context.ReadAllAsync(Member.Schema, cancellationToken).ConfigureAwait(false))
        {
            if (member.MergedInto is not null)
            {
                merged.Add(member);
                findings.Check(member.Absorbed.Count == 0, "U1", member, $"the member is merged and others are merged into him");
            }

            survivors.AddRange(member.Absorbed.Select(absorbed => (member, absorbed)));
            if (merged.Count >= AtOnce || survivors.Count >= AtOnce)
            {
                await CheckAsync(context, merged, survivors, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        await CheckAsync(context, merged, survivors, findings, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask CheckAsync(
        ProgramContext context,
        List<Member> merged,
        List<(Member Survivor, MemberId Absorbed)> survivors,
        Findings findings,
        CancellationToken cancellationToken)
    {
        string program = context.Program.Value;
        var keys = new List<RecordKey>();
        foreach (Member member in merged)
        {
            keys.Add(Member.KeyOf(program, member.MergedInto!.Value));
            keys.Add(MemberMerge.KeyOf(program, member.MemberId));
            keys.Add(PointAccount.KeyOf(program, member.MemberId));
            keys.Add(TagLedger.KeyOf(program, member.MemberId));
            keys.Add(ReferralBinding.KeyOf(program, member.MemberId));
            keys.Add(MemberTotals.KeyOf(program, member.MemberId, context.Currency));
            keys.Add(CouponLedger.KeyOf(program, member.MemberId));
        }

        keys.AddRange(survivors.Select(one => Member.KeyOf(program, one.Absorbed)));
        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < merged.Count; i++)
        {
            Member member = merged[i];
            ReadOnlySpan<Record?> records = found.Records.ToArray().AsSpan(i * RecordsEach, RecordsEach);
            findings.Check(
                records[0] is Member { MergedInto: null } survivor && survivor.Absorbed.Contains(member.MemberId),
                "U1",
                member,
                $"the member was merged into '{member.MergedInto}', who does not say so or is merged himself");
            findings.Check(records[1] is MemberMerge { UndoneAt: null }, "U1", member, $"no merge is stored that stands");
            findings.Check(
                records[2] is null or PointAccount { Balance: 0, Debt: 0 } && records[3] is null or TagLedger { Tags: 0 }
                && records[4] is null && records[5] is null or MemberTotals { Orders: 0, Spend: 0 }
                && records[6] is null or CouponLedger { Live: 0 },
                "U2",
                member,
                $"the member is merged and has points, debt, tags, a referrer, purchases or live coupons of his own");
        }

        for (int i = 0; i < survivors.Count; i++)
        {
            (Member survivor, MemberId absorbed) = survivors[i];
            findings.Check(
                found.Records[(merged.Count * RecordsEach) + i] is Member member && member.MergedInto == survivor.MemberId,
                "U1",
                survivor,
                $"'{absorbed}' is not merged into the member");
        }

        merged.Clear();
        survivors.Clear();
    }
}
