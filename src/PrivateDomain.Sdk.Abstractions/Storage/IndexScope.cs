namespace PrivateDomain.Sdk.Storage;

/// <summary>Within what an index orders records.</summary>
public enum IndexScope
{
    /// <summary>The records of one owner.</summary>
    Owner,

    /// <summary>The records of all owners of a program.</summary>
    Program,
}
