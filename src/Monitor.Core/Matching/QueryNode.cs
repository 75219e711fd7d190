namespace Monitor.Core.Matching;

/// <summary>A node of a query's tree. Trees compare by meaning: where and how a term was written does not count.</summary>
public abstract record QueryNode;

/// <summary>All of at least two parts.</summary>
public sealed record AllOf(Sequence<QueryNode> Parts) : QueryNode;

/// <summary>Any of at least two parts.</summary>
public sealed record AnyOf(Sequence<QueryNode> Parts) : QueryNode;

/// <summary>The part does not match.</summary>
public sealed record Not(QueryNode Part) : QueryNode;

/// <summary>In one field an occurrence of each, not overlapping, with at most <paramref name="Distance"/> words between.</summary>
/// <param name="Left">A term, an <see cref="AnyOf"/> of terms, or another <see cref="Near"/>.</param>
/// <param name="Right">A term or an <see cref="AnyOf"/> of terms.</param>
/// <param name="Distance">0–100 words.</param>
/// <param name="Ordered">The left one comes first.</param>
public sealed record Near(QueryNode Left, QueryNode Right, int Distance, bool Ordered) : QueryNode;
