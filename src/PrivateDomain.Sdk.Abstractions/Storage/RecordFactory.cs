namespace PrivateDomain.Sdk.Storage;

/// <summary>Builds a record from stored values.</summary>
/// <typeparam name="T">The C# record.</typeparam>
/// <param name="row">The stored values, read in the order in which the columns were declared.</param>
/// <returns>The record.</returns>
public delegate T RecordFactory<T>(ref RecordReader row)
    where T : Record;
