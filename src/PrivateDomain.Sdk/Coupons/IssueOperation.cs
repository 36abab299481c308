using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Gives a member a coupon.</summary>
internal sealed class IssueOperation(int maxLivePerMember) : Operation<IssueCoupon, CouponReceipt>
{
    internal override string Kind => "coupon.issue";

    internal override JsonTypeInfo<CouponReceipt> AnswerContract => AnswerJson.Default.CouponReceipt;

    internal override string KeyOf(IssueCoupon command) => command.CouponId.Value;

    internal override string OwnerOf(IssueCoupon command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(IssueCoupon command) => command.OccurredAt;

    internal override void Describe(IssueCoupon command, FingerprintBuilder fingerprint) => fingerprint
        .Add("template", command.Template)
        .Add("member_id", command.MemberId.Value)
        .Add("actor", command.Actor)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, IssueCoupon command) => Decide(context, command);

    internal override Decision<CouponReceipt> Decide(in DecisionContext context, IssueCoupon command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        CouponTemplate? template = context.View.Find<CouponTemplate>(CouponTemplate.KeyOf(context.Program, command.Template));
        CouponStock? stock = context.View.Find<CouponStock>(CouponStock.KeyOf(context.Program, command.Template));
        MemberId memberId = member?.MemberId ?? command.MemberId;
        var book = new CouponBook(context, memberId, command.Actor, command.Reason);
        Coupon? before = book.Find(command.CouponId);
        CouponHolding? holding = FindHolding(context, memberId, command.Template);
        long issued = holding?.Issued ?? 0;
        foreach (MemberId absorbed in member?.Absorbed ?? [])
        {
            issued = checked(issued + (FindHolding(context, absorbed, command.Template)?.Issued ?? 0));
        }

        if (context.View.IsIncomplete)
        {
            return Decision<CouponReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        if (template is null || stock is null)
        {
            return CouponStateRules.TemplateNotFound(command.Template);
        }

        if (before is not null)
        {
            return CouponStateRules.AlreadyIssued(command.CouponId);
        }

        if (CouponStateRules.RefuseIssue(template, context.Now) is { } refusal)
        {
            return refusal;
        }

        if (issued >= template.PerMember)
        {
            return CouponStateRules.LimitReached(template.Template, template.PerMember);
        }

        if (book.Live >= maxLivePerMember)
        {
            return CouponStateRules.TooManyLive(book.Live);
        }

        if (stock.Remaining < 1)
        {
            return CouponStateRules.SoldOut(template.Template);
        }

        var changes = new Changes();
        Coupon coupon = book.Issue(template, command.CouponId);
        book.WriteTo(changes);
        changes.Put(new CouponHolding
        {
            Program = context.Program,
            Revision = holding?.Revision ?? 0,
            MemberId = memberId,
            Template = template.Template,
            Issued = checked((holding?.Issued ?? 0) + 1),
        });

        // Who redefines the template meanwhile may have ended it or changed its limit.
        changes.Expect(template.Key);
        return Decision<CouponReceipt>.Accept(CouponReceipts.Of(coupon), changes);
    }

    private static CouponHolding? FindHolding(in DecisionContext context, MemberId memberId, string template) =>
        context.View.Find<CouponHolding>(CouponHolding.KeyOf(context.Program, memberId, template));
}
