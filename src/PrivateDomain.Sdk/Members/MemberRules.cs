using System.Security.Cryptography;
using System.Text;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Members;

/// <summary>The pure rules of members.</summary>
internal static class MemberRules
{
    internal static Refusal NotFound(MemberId memberId) =>
        new(MemberRefusals.NotFound, $"There is no member '{memberId.Value}' in this program; register him first.");

    internal static Refusal Erased(MemberId memberId) =>
        new(MemberRefusals.Erased, $"'{memberId.Value}' was erased, and nothing that says something of him is taken any more; register him under a new id.");

    internal static Refusal ExternalIdTaken(string kind) =>
        new(MemberRefusals.ExternalIdTaken, $"This {kind} belongs to another member; it can be linked to one member only.");

    internal static Refusal ExternalIdNotLinked(string kind) =>
        new(MemberRefusals.ExternalIdNotLinked, $"This {kind} is not linked to the member; there is nothing to unlink.");

    internal static Member? Find(in DecisionContext context, MemberId memberId) => context.View.Find<Member>(Member.KeyOf(context.Program, memberId));

    internal static List<Member> FindAll(in DecisionContext context, IReadOnlyList<MemberId> memberIds)
    {
        var members = new List<Member>(memberIds.Count);
        foreach (MemberId memberId in memberIds)
        {
            if (Find(context, memberId) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    /// <summary>Finds whom an id is about: the member, or the one that he was merged into.</summary>
    internal static Member? Resolve(in DecisionContext context, MemberId memberId)
    {
        Member? member = Find(context, memberId);
        return member?.MergedInto is { } survivor ? Find(context, survivor) : member;
    }

    /// <summary>Whose records an id is about, as far as that is known yet: for what is asked for before the member is read.</summary>
    internal static MemberId OwnerOf(in DecisionContext context, MemberId memberId) => Find(context, memberId)?.MergedInto ?? memberId;

    /// <summary>The keyed hash of an external id: HMAC-SHA-256 (RFC 2104) over program, kind and value, which no line break can blur.</summary>
    internal static string Hash(byte[] key, string program, ExternalId id)
    {
        byte[] mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{program}\n{id.Kind}\n{id.Value}"));
        return Convert.ToBase64String(mac).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    internal static ExternalIdLink[] Hash(byte[]? key, string program, params IReadOnlyList<ExternalId> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        if (ids.Contains(null!))
        {
            throw new ArgumentException("A list of external ids holds a null; leave it out.", nameof(ids));
        }

        byte[] secret = key ?? throw new InvalidOperationException(
            "External ids are hashed under a secret and none is configured: set Members.ExternalIdKey to at least 32 random bytes, and keep it.");
        return [.. ids.Select(id => new ExternalIdLink(id.Kind, Hash(secret, program, id))).Distinct()];
    }
}
