using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>The pure rules of referral bindings.</summary>
internal static class ReferralRules
{
    internal static ReferralBinding? Find(in DecisionContext context, MemberId memberId) =>
        context.View.Find<ReferralBinding>(ReferralBinding.KeyOf(context.Program, memberId));

    /// <summary>
    /// Follows the referrers above a referrer. A circle cannot be there yet, so meeting the member is the only way to make one.
    /// Every binding on the way becomes an expectation of the commit: of two bindings that together make a circle, one must conflict.
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
            if (binding is null)
            {
                return null;
            }

            above = binding.Referrer;
        }

        return new Refusal(
            ReferralRefusals.ChainTooLong, $"More than {maxChain} referrers stand above '{referrer.Value}'; raise Referrals.MaxChain if that is meant.");
    }
}
