using System.Security.Cryptography;
using System.Text;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Members;

/// <summary>The pure rules of members.</summary>
internal static class MemberRules
{
    internal static Refusal NotFound(MemberId memberId) =>
        new(MemberRefusals.NotFound, $"There is no member '{memberId.Value}' in this program; register him first.");

    internal static Refusal ExternalIdTaken(string kind) =>
        new(MemberRefusals.ExternalIdTaken, $"This {kind} belongs to another member; it can be linked to one member only.");

    internal static Member? Find(in DecisionContext context, MemberId memberId) => context.View.Find<Member>(Member.KeyOf(context.Program, memberId));

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
