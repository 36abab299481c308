using System.Text.Json.Serialization;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Operations;

/// <summary>Generated contracts of stored terms. Their output is what versions are digests of: change it only with a new shape.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PointTerms))]
[JsonSerializable(typeof(CommissionTerms))]
internal sealed partial class PolicyJson : JsonSerializerContext;
