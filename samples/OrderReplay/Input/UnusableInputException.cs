namespace OrderReplay.Input;

/// <summary>An input file cannot be replayed; the message has a line for each problem, with file, line and what is wrong.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);
