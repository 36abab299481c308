namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>A record of the kit whose type came with the second schema version; no model of the first version knows it.</summary>
public sealed record Gizmo : Record
{
    public static RecordType<Gizmo> Schema { get; } = new RecordTypeBuilder<Gizmo>("kit_gizmos", since: 2)
        .Build(static (ref row) => new Gizmo { Program = row.Program, Revision = row.Revision, Holder = row.Owner, GizmoId = row.Id });

    public required string Holder { get; init; }

    public required string GizmoId { get; init; }

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => GizmoId;
}
