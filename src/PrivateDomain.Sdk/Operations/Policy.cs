namespace PrivateDomain.Sdk.Operations;

/// <summary>Terms with the version that names them.</summary>
internal sealed record Policy<TTerms>(string Feature, string Version, string Json, TTerms Terms);
