using PrivateDomain.Sdk.Coupons;

namespace PrivateDomain.Sdk.Verification;

/// <summary>What histories and coupons of a program come to, by template.</summary>
internal sealed class CouponSums
{
    private readonly SortedDictionary<string, OfTemplate> _templates = new(StringComparer.Ordinal);

    /// <summary>How many coupons are redeemed in all.</summary>
    internal long Redeemed { get; private set; }

    /// <summary>The templates whose sums nobody has taken.</summary>
    internal IEnumerable<string> Templates => _templates.Keys;

    internal void Add(CouponEntry entry)
    {
        OfTemplate sums = Of(entry.Template);
        sums.Issued += entry.Kind == CouponEntryKind.Issue ? 1 : 0;
        sums.Restocked += entry.Restocks ? 1 : 0;
    }

    internal void Add(Coupon coupon)
    {
        if (coupon.State == CouponState.Redeemed)
        {
            Of(coupon.Template).Redeemed++;
            Redeemed++;
        }
    }

    /// <summary>Takes the sums of a template; each are taken once.</summary>
    internal OfTemplate Take(string template) => _templates.Remove(template, out OfTemplate? sums) ? sums : new OfTemplate();

    private OfTemplate Of(string template)
    {
        if (!_templates.TryGetValue(template, out OfTemplate? sums))
        {
            _templates.Add(template, sums = new OfTemplate());
        }

        return sums;
    }

    /// <summary>The sums of one template.</summary>
    internal sealed class OfTemplate
    {
        internal long Issued { get; set; }

        internal long Restocked { get; set; }

        internal long Redeemed { get; set; }
    }
}
