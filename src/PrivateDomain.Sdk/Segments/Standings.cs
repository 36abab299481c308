using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>How one member stands to the segments, as a decision has it so far: a few standings are read by their keys, more of them at once.</summary>
internal sealed class Standings
{
    private const int Few = 8;

    private readonly DecisionContext _context;
    private readonly Changes _changes;
    private readonly Dictionary<string, SegmentStanding> _found = new(StringComparer.Ordinal);
    private bool _hasAll;

    internal Standings(in DecisionContext context, MemberId memberId, Changes changes)
    {
        _context = context;
        _changes = changes;
        MemberId = memberId;
    }

    internal MemberId MemberId { get; }

    /// <summary>Asks for the standings to some segments; they can be found once the view is complete.</summary>
    internal void Ask(IReadOnlyList<Segment> segments)
    {
        if (_hasAll)
        {
            return;
        }

        var records = new Overlay(_context.View, _changes);
        if (segments.Count > Few)
        {
            // As many as there may be: none need be asked for a second time.
            _hasAll = true;
            foreach (SegmentStanding standing in records.Range<SegmentStanding>(
                SegmentStanding.Schema.Primary, MemberId.Value, _context.Program, segments.Count + 1))
            {
                _found[standing.SegmentId.Value] = standing;
            }

            return;
        }

        foreach (Segment segment in segments)
        {
            if (!_found.ContainsKey(segment.SegmentId.Value)
                && records.Find<SegmentStanding>(SegmentStanding.KeyOf(_context.Program, MemberId, segment.SegmentId)) is { } standing)
            {
                _found.Add(segment.SegmentId.Value, standing);
            }
        }
    }

    /// <summary>The standing to a segment that was asked for; <see langword="null"/> when there is none.</summary>
    internal SegmentStanding? Find(SegmentId segmentId) => _found.GetValueOrDefault(segmentId.Value);

    internal bool IsIn(SegmentId segmentId) => Find(segmentId) is { IsIn: true };

    internal void Put(SegmentStanding standing)
    {
        _found[standing.SegmentId.Value] = standing;
        _changes.Put(standing);
    }
}
