namespace Monitor.Worker.Configuration;

/// <summary>What is wrong with a query's expression, or looks so.</summary>
/// <param name="Position">The character, in UTF-16 code units from 0.</param>
/// <param name="What">What is wrong and how to mend it.</param>
/// <param name="IsWarning">It only looks wrong, and refuses nothing.</param>
public sealed record ExpressionProblem(int Position, string What, bool IsWarning = false);
