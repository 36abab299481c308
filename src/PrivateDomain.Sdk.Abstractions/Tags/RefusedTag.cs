namespace PrivateDomain.Sdk.Tags;

/// <summary>A command of a stream that was refused.</summary>
/// <param name="Position">Its place in the stream, from 1.</param>
/// <param name="Command">The command.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedTag(long Position, SetTag Command, Refusal Refusal);
