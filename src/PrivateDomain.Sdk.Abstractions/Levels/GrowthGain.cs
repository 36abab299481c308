namespace PrivateDomain.Sdk.Levels;

/// <summary>The growth (成长值) that a purchase brings.</summary>
/// <param name="On">The day of the purchase, in the program's time zone.</param>
/// <param name="Growth">Whole points of growth, net of refunds; zero brings nothing and earns nothing.</param>
/// <remarks>An immutable value.</remarks>
public readonly record struct GrowthGain(DateOnly On, long Growth);
