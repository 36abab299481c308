using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>A member who ever bought, and what he is scored by; <see langword="null"/> where no order of his counts by the day.</summary>
internal readonly record struct RfmBuyer(MemberId MemberId, RfmInput? Input);
