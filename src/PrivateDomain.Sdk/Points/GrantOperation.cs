using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>Grants points.</summary>
internal sealed class GrantOperation(Policies policies) : Operation<GrantPoints, GrantReceipt>
{
    internal override string Kind => "points.grant";

    internal override JsonTypeInfo<GrantReceipt> AnswerContract => AnswerJson.Default.GrantReceipt;

    internal override string KeyOf(GrantPoints command) => command.OperationId.Value;

    internal override string OwnerOf(GrantPoints command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(GrantPoints command) => command.OccurredAt;

    internal override void Describe(GrantPoints command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("points", command.Points)
        .Add("available_at", command.AvailableAt)
        .Add("expires_at", command.ExpiresAt)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, GrantPoints command)
    {
        PointPosting.Read(context, MemberRules.OwnerOf(context, command.MemberId), takesFromLots: false);
        Policies.Read(context, policies.Points);
    }

    internal override Decision<GrantReceipt> Decide(in DecisionContext context, GrantPoints command)
    {
        var changes = new Changes();
        Member? member = MemberRules.Resolve(context, command.MemberId);
        var posting = new PointPosting(context, member?.MemberId ?? command.MemberId, changes, reason: command.Reason);
        Policies.Keep(context, policies.Points, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<GrantReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        DateTimeOffset availableAt = Max(context.Now, command.AvailableAt?.ToUniversalTime() ?? PointRules.AvailableAt(policies.Points.Terms, context.Now));
        DateTimeOffset expiresAt = command.ExpiresAt?.ToUniversalTime() ?? PointRules.ExpiresAt(policies.Points.Terms, context.Now);
        if (expiresAt <= availableAt)
        {
            return new Refusal(PointRefusals.ExpiryOutOfRange, string.Create(
                CultureInfo.InvariantCulture, $"The points would expire at {expiresAt:O}, not after they become available at {availableAt:O}."));
        }

        posting.ExpireDue();
        if (!posting.HasRoomFor(command.Points))
        {
            return PointRules.BalanceTooLarge;
        }

        posting.Grant(command.Points, availableAt, expiresAt, policies.Points.Version);
        posting.Write();
        return Decision<GrantReceipt>.Accept(
            new GrantReceipt(
                member.MemberId, posting.GrantedLot!.Value, command.Points, posting.DebtRepaid, availableAt, expiresAt, posting.Balance, posting.Debt),
            changes);
    }

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
