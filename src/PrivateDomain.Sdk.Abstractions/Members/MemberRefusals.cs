namespace PrivateDomain.Sdk.Members;

/// <summary>Refusal codes about members.</summary>
public static class MemberRefusals
{
    /// <summary>The program has no such member.</summary>
    public const string NotFound = "member.not_found";

    /// <summary>The member was erased: nothing that says something of him is taken any more.</summary>
    public const string Erased = "member.erased";

    /// <summary>The external id belongs to another member.</summary>
    public const string ExternalIdTaken = "member.external_id_taken";

    /// <summary>The external id is not linked to this member.</summary>
    public const string ExternalIdNotLinked = "member.external_id_not_linked";

    /// <summary>The attribute is not declared, or what is to be cleared is neither declared nor there.</summary>
    public const string AttributeUnknown = "member.attribute_unknown";

    /// <summary>The value does not fit what is declared of the attribute; the message names the attribute and never the value.</summary>
    public const string AttributeInvalid = "member.attribute_invalid";
}
