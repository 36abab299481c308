// Applies operations first..last to a SQLite file, 16 at a time, and prints: accepted, replayed, refused.
// Arguments: database path, file to wait for, first operation, last operation.
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Tests.Worker;

string database = args[0];
string goFile = args[1];
int first = int.Parse(args[2], CultureInfo.InvariantCulture);
int last = int.Parse(args[3], CultureInfo.InvariantCulture);

var services = new ServiceCollection();
services.AddPrivateDomain(pd => pd
    .UseSqliteStore($"Data Source={database}")
    .Points(o => o.EarnPerUnit = 1m)
    .Commissions(o => o.Rates = [0.1m]));
await using ServiceProvider provider = services.BuildServiceProvider();
IPrivateDomain domain = provider.GetRequiredService<IPrivateDomain>();

Console.WriteLine("ready");
while (!File.Exists(goFile))
{
    await Task.Delay(2);
}

int step = first <= last ? 1 : -1;
int count = Math.Abs(last - first) + 1;
int accepted = 0;
int replayed = 0;
int refused = 0;
await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
{
    (bool isAccepted, bool isReplayed) = await WorkerPlan.ApplyAsync(domain, first + (i * step));
    Interlocked.Add(ref accepted, isAccepted ? 1 : 0);
    Interlocked.Add(ref replayed, isReplayed ? 1 : 0);
    Interlocked.Add(ref refused, isAccepted ? 0 : 1);
});
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accepted {accepted} replayed {replayed} refused {refused}"));
