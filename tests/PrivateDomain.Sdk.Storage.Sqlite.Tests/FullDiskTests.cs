using System.Diagnostics;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_that_may_not_grow_fails_the_commit_whole_and_the_next_small_commit_works()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync(o => o.FurtherSettings = ["pragma max_page_count = 60"]);
        Item small = Item.Of("small");

        StoreException failure = await StoreCalls.FailsAsync(() => store.CommitAsync(Large("a", 2000)), isTransient: false, "no room for 'shop.db'");

        Assert.Equal("commit", failure.Operation);
        Assert.Equal(["0"], _directory.Query("select count(*) from pd_items"));
        Assert.True((await store.CommitAsync(new Change.Insert(small))).IsCommitted);
        Assert.Equal(small with { Revision = 1 }, await store.FindAsync(small));
    }

    [Fact]
    public async Task A_full_disk_fails_the_commit_and_room_makes_it_work_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a small disk.");
        string disk = Directory.CreateDirectory(Path.Combine(_directory.Path, "disk")).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk), "A small disk cannot be mounted here.");
        try
        {
            await using (SqliteRecordStore store = await _directory.OpenReadyAsync(o => o.ConnectionString = $"Data Source={disk}/shop.db"))
            {
                string ballast = Path.Combine(disk, "ballast");
                await File.WriteAllBytesAsync(ballast, new byte[400_000], TestContext.Current.CancellationToken);

                await StoreCalls.FailsAsync(() => store.CommitAsync(Large("a", 2000)), isTransient: false, "'shop.db'");
                File.Delete(ballast);

                Assert.True((await store.CommitAsync(Large("b", 20))).IsCommitted);
                Assert.Null(await store.FindAsync(Item.Of("a0")));
                Assert.NotNull(await store.FindAsync(Item.Of("b19")));
            }
        }
        finally
        {
            Assert.True(Run("umount", disk));
        }
    }

    private static Change[] Large(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Change.Insert(Item.Of($"{name}{i}") with { Label = new string('x', 1000) }))];

    private static bool Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
