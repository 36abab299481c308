using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>The pure rules of referral bindings.</summary>
internal static class ReferralRules
{
    internal static ReferralBinding? Find(in DecisionContext context, MemberId memberId) =>
        context.View.Find<ReferralBinding>(ReferralBinding.KeyOf(context.Program, memberId));

    internal static Refusal Self(MemberId memberId) => new(ReferralRefusals.Self, $"'{memberId.Value}' cannot be his own referrer.");

    /// <summary>Who brought the person that an id stands for: a member who was merged has the referrer of the one that he was merged into.</summary>
    internal static ReferralBinding? FindOfPerson(in DecisionContext context, MemberId memberId) =>
        Find(context, memberId) ?? (MemberRules.Find(context, memberId)?.MergedInto is { } survivor ? Find(context, survivor) : null);

    /// <summary>
    /// Follows the referrers above a referrer. A circle cannot be there yet, so meeting the member is the only way to make one.
    /// Every binding on the way becomes an expectation of the commit: of two bindings that together make a circle, one must conflict. So does every member
    /// at whom the way ends or goes on with whom he was merged into.
    /// </summary>
    internal static Refusal? RefuseCycle(in DecisionContext context, MemberId memberId, MemberId referrer, int maxChain, Changes changes)
    {
        MemberId above = referrer;
        for (int i = 0; i <= maxChain; i++)
        {
            if (above == memberId)
            {
                return new Refusal(ReferralRefusals.Cycle, $"'{referrer.Value}' was himself brought, directly or not, by '{memberId.Value}'; choose another referrer.");
            }

            ReferralBinding? binding = Find(context, above);
            changes.Expect(ReferralBinding.KeyOf(context.Program, above));
            if (binding is not null)
            {
                above = binding.Referrer;
                continue;
            }

            Member? end = MemberRules.Find(context, above);
            changes.Expect(Member.KeyOf(context.Program, above));
            if (end?.MergedInto is not { } survivor)
            {
                return null;
            }

            above = survivor;
        }

        return new Refusal(ReferralRefusals.ChainTooLong, $"More than {maxChain} referrers stand above '{referrer.Value}'; raise Referrals.MaxChain if that is meant.");
    }
}
