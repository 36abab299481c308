using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

/// <summary>
/// The whole business in dictionaries, lists and big integers, written from the documents' words and without a line of the SDK.
/// One call at a time, in the order in which they are applied.
/// </summary>
internal sealed partial class NaiveProgram(NaiveTerms terms)
{
    private static readonly BigInteger s_largest = long.MaxValue;
    private readonly Dictionary<(string Kind, string Key), (NaiveCommand Command, NaiveAnswer Answer)> _operations = [];
    private readonly Dictionary<string, string> _externalIds = [];

    /// <summary>The terms of decisions from here on; a restart with other options changes them.</summary>
    internal NaiveTerms Terms { get; set; } = terms;

    internal SortedDictionary<string, NaiveMember> Members { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, NaiveOrder> Orders { get; } = [];

    internal Dictionary<string, NaiveSale> Sales { get; } = [];

    internal int Operations => _operations.Count;

    internal NaiveAnswer Apply(NaiveCommand command, DateTime now)
    {
        DateTime at = command.StatedTime ?? now;
        if (Invalid(command, at) is { } code)
        {
            return NaiveAnswer.Refuse(code);
        }

        if (_operations.TryGetValue((command.Kind, command.Key), out (NaiveCommand Command, NaiveAnswer Answer) earlier))
        {
            return earlier.Command.FirstDifference(command) is { } field
                ? NaiveAnswer.Refuse("operation.key_reused") with { Mention = field }
                : earlier.Answer with { IsReplayed = true };
        }

        NaiveAnswer answer = command switch
        {
            NaiveRegister register => Register(register, at),
            NaiveLink link => Link(link),
            NaiveUnlink unlink => Unlink(unlink),
            NaiveBind bind => Bind(bind, at),
            NaiveGrant grant => Grant(grant, at),
            NaiveSpend spend => Spend(spend, at),
            NaiveReverse reverse => Reverse(reverse, at),
            NaivePaid paid => Pay(paid, at),
            NaiveRefund refund => Refund(refund, at),
            NaiveAccrue accrue => Accrue(accrue, at),
            NaiveClawBack clawBack => ClawBack(clawBack, at),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
        _operations.Add((command.Kind, command.Key), (command, answer));
        return answer;
    }

    /// <summary>Whether an answer is remembered under a command's key.</summary>
    internal bool Remembers(NaiveCommand command) => _operations.ContainsKey((command.Kind, command.Key));

    internal static string NameOf(NaiveCommand command) => $"{command.Kind}/{command.Key}";

    private NaiveAnswer Register(NaiveRegister command, DateTime at)
    {
        if (command.ExternalIds.Any(external => _externalIds.ContainsKey(KeyOf(external))))
        {
            return NaiveAnswer.Refuse("member.external_id_taken");
        }

        var member = new NaiveMember(command.Key, at);
        Members.Add(command.Key, member);
        foreach (NaiveExternalId external in command.ExternalIds)
        {
            _externalIds.Add(KeyOf(external), command.Key);
            member.ExternalIds.Add(external);
        }

        return MemberReceipt(member);
    }

    private NaiveAnswer Link(NaiveLink command)
    {
        if (!Members.TryGetValue(command.Member, out NaiveMember? member))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        if (_externalIds.TryGetValue(KeyOf(command.External), out string? owner))
        {
            return owner == command.Member ? MemberReceipt(member) : NaiveAnswer.Refuse("member.external_id_taken");
        }

        _externalIds.Add(KeyOf(command.External), command.Member);
        member.ExternalIds.Add(command.External);
        return MemberReceipt(member);
    }

    private NaiveAnswer Unlink(NaiveUnlink command)
    {
        if (!Members.TryGetValue(command.Member, out NaiveMember? member))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        if (!member.ExternalIds.Remove(command.External))
        {
            return NaiveAnswer.Refuse("member.external_id_not_linked");
        }

        _externalIds.Remove(KeyOf(command.External));
        return MemberReceipt(member);
    }

    private NaiveAnswer Bind(NaiveBind command, DateTime at)
    {
        if (!Members.TryGetValue(command.Member, out NaiveMember? member) || !Members.ContainsKey(command.Referrer))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        if (member.Referrer == command.Referrer)
        {
            return NaiveAnswer.Accept($"bind {member.Id} to {member.Referrer} at {member.BoundAt.Ticks} replaced -");
        }

        if (member.Referrer is not null && !Terms.Rebinds)
        {
            return NaiveAnswer.Refuse("referral.already_bound");
        }

        // So many referrers above the new one are followed to rule out a circle; a longer chain is refused.
        string? above = command.Referrer;
        for (int followed = 0; above is not null; followed++)
        {
            if (followed > Terms.MaxChain)
            {
                return NaiveAnswer.Refuse("referral.chain_too_long");
            }

            if (above == command.Member)
            {
                return NaiveAnswer.Refuse("referral.cycle");
            }

            above = Members[above].Referrer;
        }

        string? replaced = member.Referrer;
        member.Referrer = command.Referrer;
        member.BoundAt = at;
        return NaiveAnswer.Accept($"bind {member.Id} to {member.Referrer} at {at.Ticks} replaced {replaced ?? "-"}");
    }

    private static NaiveAnswer MemberReceipt(NaiveMember member) =>
        NaiveAnswer.Accept($"member {member.Id} registered {member.RegisteredAt.Ticks} externals {member.ExternalIds.Count}");

    private static string KeyOf(NaiveExternalId external) => $"{external.Kind} {external.Value}";
}
