using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>E1: members and claims of external ids say the same, so that an external id finds the one member who has it.</summary>
internal sealed class ExternalIdVerification(ProgramContext context, Findings findings)
{
    private const int AtOnce = 500;

    private readonly List<(Member Member, ExternalIdLink Link)> _links = [];

    /// <summary>Takes the next member.</summary>
    internal async ValueTask SeeAsync(Member member, CancellationToken cancellationToken)
    {
        foreach (ExternalIdLink link in member.ExternalIds)
        {
            _links.Add((member, link));
            if (_links.Count == AtOnce)
            {
                await CheckLinksAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Checks what is left, and the claims, once all members were seen.</summary>
    internal async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await CheckLinksAsync(cancellationToken).ConfigureAwait(false);
        var claims = new List<ExternalIdClaim>();
        await foreach (ExternalIdClaim claim in context.ReadAllAsync(ExternalIdClaim.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(claim);
            claims.Add(claim);
            if (claims.Count == AtOnce)
            {
                await CheckAsync(claims, cancellationToken).ConfigureAwait(false);
            }
        }

        await CheckAsync(claims, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask CheckLinksAsync(CancellationToken cancellationToken)
    {
        RecordKey[] keys = [.. _links.Select(one => ExternalIdClaim.KeyOf(context.Program.Value, one.Link.Hash, one.Link.Kind))];
        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < _links.Count; i++)
        {
            (Member member, ExternalIdLink link) = _links[i];
            findings.Check(
                found.Records[i] is ExternalIdClaim claim && claim.MemberId == member.MemberId,
                "E1",
                member,
                $"an external id of kind '{link.Kind}' that the member has is another member's, or nobody's");
        }

        _links.Clear();
    }

    private async ValueTask CheckAsync(List<ExternalIdClaim> claims, CancellationToken cancellationToken)
    {
        RecordKey[] keys = [.. claims.Select(claim => Member.KeyOf(context.Program.Value, claim.MemberId))];
        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < claims.Count; i++)
        {
            ExternalIdClaim claim = claims[i];
            findings.Check(
                found.Records[i] is Member member && member.ExternalIds.Contains(new ExternalIdLink(claim.Kind, claim.Hash)),
                "E1",
                claim,
                $"the external id is said to be of member '{claim.MemberId}', who does not have it");
        }

        claims.Clear();
    }
}
