using System.Diagnostics;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class UnusableFileTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_missing_directory_is_named_as_the_problem()
    {
        await using SqliteRecordStore store = _directory.Open(o => o.ConnectionString = $"Data Source={_directory.Path}/missing/shop.db");

        await StoreCalls.FailsAsync(() => InitializeAsync(store), isTransient: false, "directory of 'shop.db' does not exist");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_as_it_is()
    {
        byte[] letter = [.. Enumerable.Repeat((byte)'x', 5000)];
        await File.WriteAllBytesAsync(_directory.File, letter, Cancellation);
        await using SqliteRecordStore store = _directory.Open();

        await StoreCalls.FailsAsync(() => InitializeAsync(store), isTransient: false, "'shop.db' is not a SQLite database");

        Assert.Equal(letter, await File.ReadAllBytesAsync(_directory.File, Cancellation));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5000)]
    public async Task A_truncated_file_is_reported(int length)
    {
        await using (SqliteRecordStore store = await _directory.OpenReadyAsync())
        {
            await store.CommitAsync(new Change.Insert(Item.Of("a")));
        }

        await using (FileStream file = File.OpenWrite(_directory.File))
        {
            file.SetLength(length);
        }

        await using SqliteRecordStore again = _directory.Open();
        await StoreCalls.FailsAsync(() => InitializeAsync(again), isTransient: false, "'shop.db' is");
    }

    [Fact]
    public async Task A_damaged_page_is_reported_by_the_call_that_reads_it()
    {
        await using (SqliteRecordStore store = await _directory.OpenReadyAsync())
        {
            await store.CommitAsync([.. Enumerable.Range(0, 500).Select(i => new Change.Insert(Item.Of($"item-{i:D4}")))]);
        }

        await using (FileStream file = File.OpenWrite(_directory.File))
        {
            // The rows stand behind what says which tables there are.
            file.Position = file.Length / 2;
            await file.WriteAsync(Enumerable.Repeat((byte)0xAB, (int)(file.Length - file.Position)).ToArray(), Cancellation);
        }

        await using SqliteRecordStore again = await _directory.OpenReadyAsync();
        await StoreCalls.FailsAsync(() => again.FindAsync(Item.Of("item-0400")), isTransient: false, "'shop.db' is damaged");
        await StoreCalls.FailsAsync(() => again.CommitAsync(new Change.Insert(Item.Of("item-0401"))), isTransient: false, "'shop.db' is damaged");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_refused()
    {
        await using (await _directory.OpenReadyAsync())
        {
        }

        using Protection protection = Protection.Of(_directory.File);
        await using SqliteRecordStore store = _directory.Open();

        await StoreCalls.FailsAsync(() => InitializeAsync(store), isTransient: false, "write permission");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_refused()
    {
        using Protection protection = Protection.Of(_directory.Path);
        await using SqliteRecordStore store = _directory.Open();

        await StoreCalls.FailsAsync(() => InitializeAsync(store), isTransient: false, "'shop.db' cannot be created");
    }

    [Fact]
    public async Task A_file_that_was_taken_away_while_in_use_is_reported()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        foreach (string file in Directory.GetFiles(_directory.Path))
        {
            File.Delete(file);
        }

        await StoreCalls.FailsAsync(() => store.CommitAsync(new Change.Insert(Item.Of("a"))), isTransient: false, "'shop.db' cannot be");
    }

    [Fact]
    public async Task Foreign_tables_of_the_same_name_are_not_touched()
    {
        _directory.Execute("create table pd_items (mine text)");
        await using SqliteRecordStore store = _directory.Open();

        await StoreCalls.FailsAsync(() => InitializeAsync(store), isTransient: false, "table prefix");

        Assert.Equal(["pd_items"], _directory.Query("select name from sqlite_master"));
    }

    [Fact]
    public async Task A_file_with_text_in_UTF_16_is_refused()
    {
        _directory.Execute("pragma encoding = 'UTF-16'; create table t (x)");
        await using SqliteRecordStore store = _directory.Open();

        await StoreCalls.FailsAsync(() => InitializeAsync(store), isTransient: false, "UTF-16");
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_both_versions_are_named()
    {
        await using (SqliteRecordStore newer = _directory.Open())
        {
            await newer.InitializeAsync(ItemNext.Model, Cancellation);
        }

        await using SqliteRecordStore older = _directory.Open();

        StoreException refusal = await StoreCalls.FailsAsync(() => InitializeAsync(older), isTransient: false, "version 3");
        Assert.Contains("up to 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Upgrade the PrivateDomain.Sdk packages", refusal.Message, StringComparison.Ordinal);
        await StoreCalls.FailsAsync(async () => await older.ScriptAsync(Item.Model, Cancellation), isTransient: false, "version 3");
    }

    private static async Task InitializeAsync(SqliteRecordStore store) => await store.InitializeAsync(Item.Model, Cancellation);

    /// <summary>Takes away write permission, from root too where the file system can.</summary>
    private sealed class Protection : IDisposable
    {
        private readonly string _path;

        private Protection(string path) => _path = path;

        public static Protection Of(string path)
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
            if (!Environment.IsPrivilegedProcess)
            {
                Set(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                return new Protection(path);
            }

            Assert.SkipUnless(Attribute("+i", path), "As root, a file is protected by an attribute, which this file system does not keep.");
            return new Protection(path);
        }

        public void Dispose()
        {
            if (Environment.IsPrivilegedProcess)
            {
                Attribute("-i", _path);
                return;
            }

            Set(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        private static void Set(string path, UnixFileMode mode)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, mode);
            }
        }

        private static bool Attribute(string change, string path)
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo("chattr", [change, path]) { RedirectStandardError = true, UseShellExecute = false })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
