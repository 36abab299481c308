using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Privacy;

/// <summary>Erases a member and the ids that were merged into him.</summary>
internal sealed class EraseOperation : Operation<EraseMember, ErasureReceipt>
{
    private const string Reason = "erased";

    internal override string Kind => "member.erase";

    internal override JsonTypeInfo<ErasureReceipt> AnswerContract => AnswerJson.Default.ErasureReceipt;

    internal override string KeyOf(EraseMember command) => command.OperationId.Value;

    internal override string OwnerOf(EraseMember command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(EraseMember command) => command.OccurredAt;

    internal override void Describe(EraseMember command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, EraseMember command) => Decide(context, command);

    internal override Decision<ErasureReceipt> Decide(in DecisionContext context, EraseMember command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        if (context.View.IsIncomplete)
        {
            return Decision<ErasureReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        if (member.ErasedAt is not null)
        {
            return MemberRules.Erased(member.MemberId);
        }

        var changes = new Changes();
        List<Member> ids = [member, .. MemberRules.FindAll(context, member.Absorbed)];
        int links = 0;
        int attributes = 0;
        int consents = 0;
        foreach (Member id in ids)
        {
            links += Unlink(context, id, changes);
            attributes += AttributeMerging.Erase(context, id.MemberId, changes);
            consents += ConsentEnding.Post(context, id.MemberId, changes);
            if (context.View.Find<MemberMerge>(MemberMerge.KeyOf(context.Program, id.MemberId)) is { } merge)
            {
                changes.Put(merge with { Tags = [], Attributes = [], Actor = null, Reason = null });
            }

            changes.Put(id with { ExternalIds = [], ErasedAt = context.Now });
        }

        // Only a survivor has tags.
        var book = new TagBook(context, member.MemberId, Reason);
        IReadOnlyList<MemberTag> tags = book.Tags();
        foreach (MemberTag tag in tags)
        {
            book.Remove(tag);
        }

        TagBook.Write(context, [book], changes);
        book.WriteLedgerTo(changes);
        return context.View.IsIncomplete
            ? Decision<ErasureReceipt>.Incomplete
            : Decision<ErasureReceipt>.Accept(new ErasureReceipt(member.MemberId, context.Now, ids.Count, links, attributes, tags.Count, consents), changes);
    }

    private static int Unlink(in DecisionContext context, Member member, Changes changes)
    {
        foreach (ExternalIdLink link in member.ExternalIds)
        {
            if (context.View.Find<ExternalIdClaim>(ExternalIdClaim.KeyOf(context.Program, link.Hash, link.Kind)) is { } claim)
            {
                changes.Remove(claim.Key);
            }
        }

        return member.ExternalIds.Count;
    }
}
