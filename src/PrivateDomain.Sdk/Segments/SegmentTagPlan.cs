using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>What must be done so that a member has the tags that segments give him, and no other of theirs.</summary>
/// <param name="Gone">The tags of segments that he no longer has.</param>
/// <param name="Due">The segments whose tag is to be set, or to be made theirs; by id.</param>
/// <param name="Withheld">How many tags he lacks because there is no room for them.</param>
internal sealed record SegmentTagPlan(IReadOnlyList<MemberTag> Gone, IReadOnlyList<Segment> Due, int Withheld);
