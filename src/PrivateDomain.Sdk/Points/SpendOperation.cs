using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>Spends points.</summary>
internal sealed class SpendOperation : Operation<SpendPoints, SpendReceipt>
{
    internal override string Kind => "points.spend";

    internal override JsonTypeInfo<SpendReceipt> AnswerContract => AnswerJson.Default.SpendReceipt;

    internal override string KeyOf(SpendPoints command) => command.OperationId.Value;

    internal override string OwnerOf(SpendPoints command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(SpendPoints command) => command.OccurredAt;

    internal override void Describe(SpendPoints command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("points", command.Points)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, SpendPoints command)
    {
        PointPosting.Read(context, MemberRules.OwnerOf(context, command.MemberId), takesFromLots: true);
    }

    internal override Decision<SpendReceipt> Decide(in DecisionContext context, SpendPoints command)
    {
        var changes = new Changes();
        Member? member = MemberRules.Resolve(context, command.MemberId);
        var posting = new PointPosting(context, member?.MemberId ?? command.MemberId, changes, reason: command.Reason);
        if (context.View.IsIncomplete)
        {
            return Decision<SpendReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        posting.ExpireDue();
        long available = posting.Available();
        if (command.Points > available)
        {
            return PointService.Insufficient(command.Points, available);
        }

        posting.Spend(command.Points);
        posting.Write();
        return Decision<SpendReceipt>.Accept(new SpendReceipt(member.MemberId, command.Points, posting.Balance), changes);
    }
}
