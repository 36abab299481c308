namespace OrderReplay.Output;

/// <summary>The folder that results go to. A file in it is whole or not there: written beside its place, then moved.</summary>
internal sealed class OutputFolder(string path)
{
    /// <summary>Checks the folder's path before any work is done.</summary>
    /// <exception cref="UsageException">There is a file of that name.</exception>
    public static string Require(string path) =>
        File.Exists(path) ? throw new UsageException($"--out needs a folder, and '{path}' is a file.") : path;

    public string PathOf(string file) => Path.Combine(path, file);

    public async Task WriteAsync(string file, Func<Stream, Task> write)
    {
        Directory.CreateDirectory(path);
        string target = PathOf(file);
        string draft = target + ".tmp";
        try
        {
            await using (FileStream stream = File.Create(draft))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
