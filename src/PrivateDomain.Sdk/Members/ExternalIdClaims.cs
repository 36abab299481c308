using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>The pure rule of external ids: one member each.</summary>
internal static class ExternalIdClaims
{
    /// <summary>Claims an external id for a member. Does nothing where he has it, under this id or one that was merged into it.</summary>
    internal static Refusal? TryClaim(in DecisionContext context, ref Member member, ExternalIdLink link, Changes changes)
    {
        ExternalIdClaim? claim = context.View.Find<ExternalIdClaim>(ExternalIdClaim.KeyOf(context.Program, link.Hash, link.Kind));
        if (claim is not null)
        {
            return claim.MemberId == member.MemberId || MemberRules.OwnerOf(context, claim.MemberId) == member.MemberId
                ? null
                : MemberRules.ExternalIdTaken(link.Kind);
        }

        changes.Put(new ExternalIdClaim { Program = context.Program, Hash = link.Hash, Kind = link.Kind, MemberId = member.MemberId });
        member = member with { ExternalIds = [.. member.ExternalIds, link] };
        return null;
    }

    /// <summary>Gives up an external id that a member has, under this id or one that was merged into it.</summary>
    internal static Refusal? TryRelease(in DecisionContext context, ref Member? member, ExternalIdLink link, Changes changes)
    {
        RecordKey key = ExternalIdClaim.KeyOf(context.Program, link.Hash, link.Kind);
        ExternalIdClaim? claim = context.View.Find<ExternalIdClaim>(key);
        Member? linked = claim is null ? null : MemberRules.Find(context, claim.MemberId);
        if (member is null || linked is null || (linked.MergedInto ?? linked.MemberId) != member.MemberId)
        {
            return MemberRules.ExternalIdNotLinked(link.Kind);
        }

        changes.Remove(key);
        linked = linked with { ExternalIds = [.. linked.ExternalIds.Where(one => one != link)] };
        if (linked.MemberId == member.MemberId)
        {
            member = linked;
        }
        else
        {
            changes.Put(linked);
        }

        return null;
    }
}
