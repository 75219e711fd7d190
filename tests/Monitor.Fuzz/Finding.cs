namespace Monitor.Fuzz;

/// <summary>An input that was not read as it must be.</summary>
/// <param name="Number">Which of the target's inputs: the seed and it make the input again.</param>
/// <param name="What">What went wrong, the same for inputs that fail in the same way.</param>
internal sealed record Finding(string Target, long Number, string What, byte[] Input);
