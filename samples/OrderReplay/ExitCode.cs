namespace OrderReplay;

/// <summary>What the program tells whoever started it.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>The store or the disk failed, or the run was stopped: start it again.</summary>
    public const int Trouble = 1;

    /// <summary>Arguments or files cannot be used; nothing was written.</summary>
    public const int UnusableInput = 2;
}
