namespace Monitor.Core.Matching;

/// <summary>A parsed query: its text as written and what it means.</summary>
public sealed record QueryExpression(string Text);
