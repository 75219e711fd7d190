namespace Monitor.Worker.Configuration;

/// <summary>What is wrong with a query's expression.</summary>
/// <param name="Position">The character, in UTF-16 code units from 0.</param>
/// <param name="What">What is wrong and how to mend it.</param>
public sealed record ExpressionProblem(int Position, string What);
