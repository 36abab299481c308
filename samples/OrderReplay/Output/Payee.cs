using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Members;

namespace OrderReplay.Output;

/// <summary>A member who earned commission, and what remains of it.</summary>
internal sealed record Payee(MemberId MemberId, Money Net);
