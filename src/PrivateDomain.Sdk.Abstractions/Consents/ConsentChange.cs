using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Consents;

/// <summary>What a write did to a consent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConsentChange>))]
public enum ConsentChange
{
    /// <summary>It is given, and was not before.</summary>
    Given,

    /// <summary>It was given for an earlier version, and is for this one now.</summary>
    Renewed,

    /// <summary>It is withdrawn.</summary>
    Withdrawn,

    /// <summary>It was given for this version or a later one already: nothing is recorded, and since when it is given stays.</summary>
    Unchanged,
}
