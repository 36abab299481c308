namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The changes of one table, by what must be done to their rows.</summary>
internal sealed class TableChanges(PostgreSqlTable table)
{
    public PostgreSqlTable Table => table;

    /// <summary>Inserts, and expectations that there is no record: for those a row is put in, so that nobody else can, and taken out again.</summary>
    public List<Change> Inserted { get; } = [];

    public List<Change.Update> Updated { get; } = [];

    /// <summary>Rows that must be there, with a certain revision or any, before something else is done to them or nothing at all.</summary>
    public List<Change> Locked { get; } = [];

    /// <summary>Guarded adds, by the ordinal of their column.</summary>
    public SortedDictionary<int, List<Change.Add>> Added { get; } = [];

    public List<Change> Deleted { get; } = [];

    /// <summary>Takes a change in.</summary>
    /// <param name="change">The change.</param>
    /// <param name="isKeyKnown">Whether another change of the same key was taken in before; then both are guarded adds.</param>
    public void Take(Change change, bool isKeyKnown)
    {
        switch (change)
        {
            case Change.Insert:
                Inserted.Add(change);
                break;
            case Change.Update update:
                Updated.Add(update);
                break;
            case Change.Delete:
                Locked.Add(change);
                Deleted.Add(change);
                break;
            case Change.Add add:
                if (!isKeyKnown)
                {
                    Locked.Add(add);
                }

                AddsTo(add).Add(add);
                break;
            case Change.Expect { ExpectedRevision: 0 }:
                Inserted.Add(change);
                Deleted.Add(change);
                break;
            default:
                Locked.Add(change);
                break;
        }
    }

    private List<Change.Add> AddsTo(Change.Add add)
    {
        if (!Added.TryGetValue(add.Column.Ordinal, out List<Change.Add>? adds))
        {
            Added.Add(add.Column.Ordinal, adds = []);
        }

        return adds;
    }
}
