namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>What of an <see cref="IndexRead"/> decides its statement text, so that prepared statements can be kept by it.</summary>
[Flags]
public enum IndexShape
{
    /// <summary>One owner's rows, ascending, from the beginning.</summary>
    None = 0,

    /// <summary>A least value of the first column is given.</summary>
    From = 1,

    /// <summary>A greatest value of the first column is given.</summary>
    Through = 2,

    /// <summary>Reads from the end.</summary>
    Descending = 4,

    /// <summary>Continues behind a row.</summary>
    Continued = 8,

    /// <summary>Reads the rows of all owners of the program.</summary>
    AllOwners = 16,

    /// <summary>All of the above; one more is the number of shapes.</summary>
    All = 31,
}
