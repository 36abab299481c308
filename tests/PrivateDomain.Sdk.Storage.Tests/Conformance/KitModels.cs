namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>The models that the kit initializes stores with.</summary>
public static class KitModels
{
    /// <summary>Schema version 1.</summary>
    public static RecordModel First { get; } = new(Gadget.Schema, Vault.Schema, Widget.Schema);

    /// <summary>Schema version 2: a type more, and columns and indexes more in a type.</summary>
    public static RecordModel Second { get; } = new(Gadget.Schema, Vault.Schema, WidgetNext.Schema, Gizmo.Schema);
}
