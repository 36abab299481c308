namespace PrivateDomain.Sdk.Consents;

/// <summary>Settings of consents.</summary>
public sealed class ConsentOptions
{
    /// <summary>The most purposes that can be declared.</summary>
    public const int MaxPurposes = 100;

    /// <summary>
    /// The purposes that members can consent to, each an id text such as <c>marketing_sms</c>, at most 100; none unless declared. Taking one away
    /// withdraws nothing: what is given stays readable and can be withdrawn.
    /// </summary>
    public IList<string> Purposes { get; } = [];
}
