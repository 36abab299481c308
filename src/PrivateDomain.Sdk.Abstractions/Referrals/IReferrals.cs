using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>Who brought whom. Thread-safe.</summary>
public interface IReferrals
{
    /// <summary>Binds a member to a referrer. Decided once, unless the options allow rebinding.</summary>
    /// <param name="command">Who was brought by whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the binding is then stored or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/> for either member, <see cref="ReferralRefusals.Self"/>,
    /// <see cref="ReferralRefusals.Cycle"/>, <see cref="ReferralRefusals.AlreadyBound"/>, <see cref="ReferralRefusals.ChainTooLong"/>.
    /// </returns>
    /// <remarks>Idempotent by operation id. Orders paid before a binding or a change of it keep the referrers they were paid under.</remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ReferralReceipt>> BindAsync(BindReferrer command, CancellationToken cancellationToken = default);

    /// <summary>Reads who brought a member.</summary>
    /// <param name="memberId">The member.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The binding, or <see langword="null"/> when nobody brought him.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<ReferralBinding?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default);
}
