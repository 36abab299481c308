namespace PrivateDomain.Sdk.Segments;

/// <summary>What is known of one member at one moment.</summary>
internal interface IMemberFacts
{
    /// <summary>What a field has.</summary>
    Fact Find(MemberField field);

    /// <summary>The first day on which a field that changes with the day may have another value than today, if nothing else happens.</summary>
    DateOnly? NextChangeOn(MemberField field);
}
