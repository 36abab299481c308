using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>Takes back a grant or a part of it.</summary>
internal sealed class ReverseOperation : Operation<ReversePoints, ReversalReceipt>
{
    internal override string Kind => "points.reverse";

    internal override JsonTypeInfo<ReversalReceipt> AnswerContract => AnswerJson.Default.ReversalReceipt;

    internal override string KeyOf(ReversePoints command) => command.OperationId.Value;

    internal override string OwnerOf(ReversePoints command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(ReversePoints command) => command.OccurredAt;

    internal override void Describe(ReversePoints command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("lot", command.Lot)
        .Add("points", command.Points)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, ReversePoints command)
    {
        PointPosting.Read(context, MemberRules.OwnerOf(context, command.MemberId), takesFromLots: true);
        context.View.Find<PointLot>(PointLot.KeyOf(context.Program, command.MemberId, command.Lot));
    }

    internal override Decision<ReversalReceipt> Decide(in DecisionContext context, ReversePoints command)
    {
        // The lot is the grant's, in the ledger that the receipt names; the points are taken from whoever has that ledger's points now.
        MemberId holder = MemberRules.OwnerOf(context, command.MemberId);
        var changes = new Changes();
        var posting = new PointPosting(context, holder, changes, reason: command.Reason);
        PointLot? lot = context.View.Find<PointLot>(PointLot.KeyOf(context.Program, command.MemberId, command.Lot));
        if (context.View.IsIncomplete)
        {
            return Decision<ReversalReceipt>.Incomplete;
        }

        if (lot is null)
        {
            return new Refusal(PointRefusals.LotNotFound, $"'{command.MemberId.Value}' has no lot {command.Lot}; name the lot that the grant's receipt names.");
        }

        List<PointLot> movedTo = PointMerging.Follow(context, lot);
        if (context.View.IsIncomplete)
        {
            return Decision<ReversalReceipt>.Incomplete;
        }

        if (command.Points > lot.Initial - lot.Claimed)
        {
            return new Refusal(
                PointRefusals.ReversalExceedsGrant,
                $"{command.Points} points cannot be reversed: lot {lot.Sequence} was a grant of {lot.Initial}, and {lot.Claimed} of it are reversed already.");
        }

        posting.ExpireDue();
        if (!posting.HasRoomForDebt(command.Points))
        {
            return PointRules.BalanceTooLarge;
        }

        posting.Reverse(lot, command.Points, movedTo);
        posting.Write();
        return Decision<ReversalReceipt>.Accept(
            new ReversalReceipt(holder, lot.Sequence, posting.Reversed, posting.Settled, posting.DebtIncurred, posting.Balance, posting.Debt),
            changes);
    }
}
