namespace PrivateDomain.Sdk.Forecasts.Tests.Support;

/// <summary>A member of the CDNOW sample: what is known on 1997-09-30, and what he bought in the 39 weeks after.</summary>
internal sealed record CdnowMember(int Id, PurchaseHistory History, RepeatSpend Spend, int Held);
