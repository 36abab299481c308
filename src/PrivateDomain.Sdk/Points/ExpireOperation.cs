using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>Books one member's expired points as of a moment.</summary>
internal sealed class ExpireOperation : Operation<ExpireOperation.Command, ExpiryReceipt>
{
    internal override string Kind => "points.expire";

    internal override JsonTypeInfo<ExpiryReceipt> AnswerContract => AnswerJson.Default.ExpiryReceipt;

    // The account's entry count is part of the key: a later sweep with the same moment finds the account as it is then.
    internal override string KeyOf(Command command) =>
        string.Create(CultureInfo.InvariantCulture, $"{command.MemberId.Value}/{command.AsOf.UtcTicks}/{command.Entries}");

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.AsOf;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // The key says it all.
    }

    internal override void Read(in DecisionContext context, Command command) => PointPosting.Read(context, command.MemberId, takesFromLots: true);

    internal override Decision<ExpiryReceipt> Decide(in DecisionContext context, Command command)
    {
        var changes = new Changes();
        var posting = new PointPosting(context, command.MemberId, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<ExpiryReceipt>.Incomplete;
        }

        posting.ExpireDue();
        posting.Write();
        return Decision<ExpiryReceipt>.Accept(new ExpiryReceipt(command.MemberId, posting.ExpiredLots, posting.Expired, posting.Balance), changes);
    }

    internal sealed record Command(MemberId MemberId, DateTimeOffset AsOf, long Entries);
}
