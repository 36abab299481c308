using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>The coupons (券) of a program's members. Thread-safe; every write is idempotent by its key.</summary>
/// <remarks>
/// Orders redeem coupons: see <see cref="Orders.OrderPaid.Coupons"/>. Reads see a reservation that has run out and a time that is over as of their moment;
/// <see cref="ExpireAsync"/> books them.
/// </remarks>
public interface ICoupons
{
    /// <summary>Defines a coupon template, or its next version. Coupons that were issued keep theirs.</summary>
    /// <param name="command">What its coupons do, how many there are, and who may get them.</param>
    /// <param name="cancellationToken">Cancels waiting; the definition is then stored or not at all.</param>
    /// <returns>
    /// The receipt, also when the template is defined just so already; or a refusal: <see cref="CouponRefusals.TermsInvalid"/>,
    /// <see cref="CouponRefusals.StockBelowIssued"/>, <see cref="OperationRefusals.InvalidText"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<CouponTemplateReceipt>> DefineTemplateAsync(DefineCouponTemplate command, CancellationToken cancellationToken = default);

    /// <summary>Gives a member a coupon: never more than the stock, nor than one member may have, whoever asks at once.</summary>
    /// <param name="command">Which coupon to whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the coupon is then issued whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="CouponRefusals.TemplateNotFound"/>,
    /// <see cref="CouponRefusals.NotIssuedNow"/>, <see cref="CouponRefusals.SoldOut"/>, <see cref="CouponRefusals.LimitReached"/>,
    /// <see cref="CouponRefusals.Expired"/>, <see cref="OperationRefusals.InvalidText"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>Idempotent by the coupon's id.</remarks>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<CouponReceipt>> IssueAsync(IssueCoupon command, CancellationToken cancellationToken = default);

    /// <summary>Holds coupons for an order while it is being paid: all of them, or none.</summary>
    /// <param name="command">Which coupons for which order, and up to when.</param>
    /// <param name="cancellationToken">Cancels waiting; the coupons are then held or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="CouponRefusals.NotFound"/>,
    /// <see cref="CouponRefusals.NotValidYet"/>, <see cref="CouponRefusals.Expired"/>, <see cref="CouponRefusals.Reserved"/>,
    /// <see cref="CouponRefusals.Redeemed"/>, <see cref="CouponRefusals.Revoked"/>, <see cref="CouponRefusals.NamedTwice"/>,
    /// <see cref="CouponRefusals.TooMany"/>, <see cref="CouponRefusals.UntilOutOfRange"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>Holding again for the same order changes the moment. Whether the coupons fit the order is seen when it is paid; ask <see cref="QuoteAsync"/> first.</remarks>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ReservationReceipt>> ReserveAsync(ReserveCoupons command, CancellationToken cancellationToken = default);

    /// <summary>Gives back whatever coupons are held for an order.</summary>
    /// <param name="command">Which order.</param>
    /// <param name="cancellationToken">Cancels waiting; the coupons are then given back or not at all.</param>
    /// <returns>The receipt, also when none are held; or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.</returns>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ReservationReceipt>> ReleaseAsync(ReleaseCoupons command, CancellationToken cancellationToken = default);

    /// <summary>Takes back a coupon that is not redeemed.</summary>
    /// <param name="command">Which coupon.</param>
    /// <param name="cancellationToken">Cancels waiting; the coupon is then taken back or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="CouponRefusals.NotFound"/>, <see cref="CouponRefusals.Redeemed"/>,
    /// <see cref="CouponRefusals.Expired"/>, <see cref="CouponRefusals.Revoked"/>, <see cref="OperationRefusals.InvalidText"/>,
    /// <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<CouponReceipt>> RevokeAsync(RevokeCoupon command, CancellationToken cancellationToken = default);

    /// <summary>Books the end of all reservations and coupons whose time has run out. Reads need it not; counts and stock do.</summary>
    /// <param name="asOf">Up to when; now when left out.</param>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellationToken">Cancels; what is booked stays booked.</param>
    /// <returns>What this sweep booked. A second one with the same moment books nothing.</returns>
    /// <remarks>Page by page with flat memory. Safe beside traffic, on any host, on several at once, and any number of times.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<CouponSweep> ExpireAsync(DateTimeOffset? asOf = null, IProgress<CouponSweep>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Says what coupons take off a basket: the best of all that the member has, or those that he names.</summary>
    /// <param name="basket">What he is about to buy.</param>
    /// <param name="asOf">The moment of paying; now when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>
    /// The quote, with the reason for each coupon that is not used; or a refusal, also of a coupon that is named and does not fit. A refusal of a quote
    /// is not stored, nor is the quote.
    /// </returns>
    /// <remarks>
    /// Reads only. Give the lines of the order, once it is paid, what <see cref="CouponQuote.DiscountByLine"/> says as <see cref="Orders.OrderLine.CouponDiscount"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The basket is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Outcome<CouponQuote>> QuoteAsync(CouponBasket basket, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads one coupon.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="couponId">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The coupon, or <see langword="null"/>.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Coupon?> GetAsync(MemberId memberId, CouponId couponId, CancellationToken cancellationToken = default);

    /// <summary>Reads the coupons that a member may use or that are held for him, with one load.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="asOf">The moment at which they must not be over; now when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The coupons, by template and then by id, in code-point order, those included that are valid only later.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<Coupon>> GetLiveAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of all coupons that a member has or had, latest id first.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<Coupon>> GetAllAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's coupon history, newest entry first.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<CouponEntry>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Streams all coupons of a template, in code-point order of the member.</summary>
    /// <param name="template">The template's name; an unknown one has none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The coupons; memory stays flat.</returns>
    /// <remarks>Not of one moment: what is written meanwhile may or may not be seen, but no coupon that existed throughout is skipped or repeated.</remarks>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<Coupon> ReadCouponsAsync(string template, CancellationToken cancellationToken = default);

    /// <summary>Reads a template as it is in force now.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The template, or <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<CouponTemplate?> GetTemplateAsync(string template, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the program's templates, in code-point order of the name.</summary>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<CouponTemplate>> GetTemplatesAsync(PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of what a template was, latest version first.</summary>
    /// <param name="template">The template's name; an unknown one has no versions.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The name is no id text, or the page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<CouponTemplateVersion>> GetVersionsAsync(string template, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Reads how many coupons of a template are left, were issued and are redeemed, as it is booked.</summary>
    /// <param name="template">The template's name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The counts, from one record; or <see langword="null"/> where there is no such template.</returns>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<CouponStock?> GetStockAsync(string template, CancellationToken cancellationToken = default);
}
