namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What a member bought on one day; all orders of a day are one purchase.</summary>
/// <param name="Day">The business date, in the program's time zone.</param>
/// <param name="MinorUnits">The day's total in minor units of one currency; zero is a day of gifts.</param>
/// <remarks>An immutable value. A day whose orders were refunded whole is not a purchase: leave it out.</remarks>
public readonly record struct PurchaseDay(DateOnly Day, long MinorUnits);
