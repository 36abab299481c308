using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>The order in which the coupons of one purchase apply: shares before amounts, then by template, version and id, texts by code point.</summary>
internal static class CouponOrder
{
    internal static int Compare(CouponCandidate left, CouponCandidate right)
    {
        bool share = IsShare(left);
        if (share != IsShare(right))
        {
            return share ? -1 : 1;
        }

        int order = ReferenceEquals(left.Template, right.Template) ? 0 : CodePointComparer.Instance.Compare(left.Template, right.Template);
        order = order == 0 ? left.Version.CompareTo(right.Version) : order;
        return order == 0 ? CompareIds(left, right) : order;
    }

    /// <summary>Whether two coupons say the same, so that one may stand for the other.</summary>
    internal static bool IsAlike(CouponCandidate left, CouponCandidate right) => left.Version == right.Version && left.Template == right.Template;

    internal static int CompareIds(CouponCandidate left, CouponCandidate right) =>
        CodePointComparer.Instance.Compare(left.CouponId.Value, right.CouponId.Value);

    internal static bool IsShare(CouponCandidate coupon) => coupon.Terms.Discount.ShareBillionths > 0;

    /// <summary>Orders the places of coupons; places that compare equal stay as they are. By hand, since the sort of the runtime allocates.</summary>
    internal static void Sort(IReadOnlyList<CouponCandidate> coupons, Span<int> places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            CouponCandidate coupon = coupons[i];
            (int low, int high) = (0, i);
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = Compare(coupons[places[middle]], coupon) <= 0 ? (middle + 1, high) : (low, middle);
            }

            places[low..i].CopyTo(places[(low + 1)..]);
            places[low] = i;
        }
    }
}
