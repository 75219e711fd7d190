using Monitor.Core.Normalizing;

namespace Monitor.Worker.Delivering;

/// <summary>The moment that people read beside a mention.</summary>
internal static class Dated
{
    /// <summary>When it was published. That is a claim: one that lies after the look which brought it is not repeated.</summary>
    public static DateTimeOffset Of(Document document) => document.Published is { } published && published <= document.Seen ? published : document.Seen;
}
