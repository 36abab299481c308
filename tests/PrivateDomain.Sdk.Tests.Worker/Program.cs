// One of several processes on one store, 32 calls at a time. Arguments: task, store, file to wait for, two numbers. Prints ready, then its result.
//   operations STORE GO FIRST LAST   applies the operations of WorkerPlan:      accepted N replayed N refused N
//   one-key    STORE GO CALLERS 0    grants under one and the same key:         accepted N replayed N answers N
//   stock      STORE GO ATTEMPTS 0   takes one of what is there, each time:     sold N
//   transfers  STORE GO COUNT SIGN   moves one between two items, each time:    moved N escaped N
using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.Worker;

(string task, string place, string goFile) = (args[0], args[1], args[2]);
int first = int.Parse(args[3], CultureInfo.InvariantCulture);
int last = int.Parse(args[4], CultureInfo.InvariantCulture);

await using ServiceProvider provider = WorkerStore.Serve(place);
IPrivateDomain domain = provider.GetRequiredService<IPrivateDomain>();
IRecordStore store = provider.GetRequiredService<IRecordStore>();
if (task is "stock" or "transfers")
{
    await store.InitializeAsync(StockItem.Model, CancellationToken.None);
}

Console.WriteLine("ready");
while (!File.Exists(goFile))
{
    await Task.Delay(2);
}

var counts = new ConcurrentDictionary<string, int>();
var answers = new ConcurrentDictionary<string, int>();
int total = task == "operations" ? Math.Abs(last - first) + 1 : first;
await Parallel.ForEachAsync(Enumerable.Range(0, total), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, stopping) =>
{
    switch (task)
    {
        case "operations":
            (bool isAccepted, bool isReplayed) = await WorkerPlan.ApplyAsync(domain, first + (i * Math.Sign(last - first)));
            Count(isAccepted ? "accepted" : "refused");
            Count("replayed", isReplayed);
            break;
        case "one-key":
            Outcome<GrantReceipt> grant = await domain.Points.GrantAsync(new("one", "m0", WorkerPlan.Granted) { OccurredAt = WorkerPlan.At }, stopping);
            Count("accepted", grant.IsAccepted);
            Count("replayed", grant.IsReplayed);
            answers.TryAdd($"{grant.Value}", 0);
            break;
        case "stock":
            CommitResult taken = await store.CommitAsync(
                new ChangeSet(new Change.Add(StockItem.KeyOf("item"), StockItem.StockColumn, -1, min: 0)), stopping);
            Count("sold", taken.IsCommitted);
            break;
        default:
            // Each process names the two items in another order, too.
            (string from, string to) = last > 0 ? ("a", "b") : ("b", "a");
            try
            {
                CommitResult moved = await store.CommitAsync(
                    new ChangeSet(
                        new Change.Add(StockItem.KeyOf(from), StockItem.StockColumn, -1),
                        new Change.Add(StockItem.KeyOf(to), StockItem.StockColumn, 1)),
                    stopping);
                Count("moved", moved.IsCommitted);
            }
            catch (StoreException)
            {
                Count("escaped");
            }

            break;
    }
});

string[] names = task switch
{
    "operations" => ["accepted", "replayed", "refused"],
    "one-key" => ["accepted", "replayed"],
    "stock" => ["sold"],
    _ => ["moved", "escaped"],
};
Console.WriteLine(string.Join(' ', [.. names.Select(n => $"{n} {counts.GetValueOrDefault(n)}"), .. task == "one-key" ? [$"answers {answers.Count}", .. answers.Keys] : Array.Empty<string>()]));

void Count(string name, bool isCounted = true) => counts.AddOrUpdate(name, isCounted ? 1 : 0, (_, n) => n + (isCounted ? 1 : 0));
