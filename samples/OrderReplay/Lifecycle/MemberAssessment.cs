using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>All that is told of a member.</summary>
/// <param name="Buyer">What he bought.</param>
/// <param name="Standing">His scores and segment; <see langword="null"/> when no order of his counts.</param>
/// <param name="Stage">His stage.</param>
/// <param name="History">What the models know of him; <see langword="null"/> when he had not bought by the end of the calibration.</param>
/// <param name="Forecast">What they say of him; <see langword="null"/> likewise.</param>
internal sealed record MemberAssessment(
    Buyer Buyer, RfmStanding? Standing, LifecycleStage Stage, PurchaseHistory? History, MemberForecast? Forecast);
