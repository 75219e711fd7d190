namespace Monitor.Core.Normalizing;

/// <summary>
/// The same page as publishers offer it to AMP viewers: <c>/story/amp</c>, <c>/story.amp</c>, <c>/story.amp.html</c>, <c>?amp=1</c>,
/// <c>?outputType=amp</c>. Only for comparing: the page itself may be there in one form alone.
/// </summary>
internal static class AmpForm
{
    public static string PathOfPage(string path)
    {
        var bare = path.TrimEnd('/');
        if (bare.EndsWith("/amp", StringComparison.Ordinal) && bare.Length > "/amp".Length) return bare[..^"/amp".Length];
        if (bare.EndsWith(".amp.html", StringComparison.Ordinal)) return bare[..^".amp.html".Length] + ".html";
        return bare.EndsWith(".amp", StringComparison.Ordinal) && !bare.EndsWith("/.amp", StringComparison.Ordinal) ? bare[..^".amp".Length] : path;
    }

    /// <param name="query">With its <c>?</c>, or empty.</param>
    public static string QueryOfPage(string query)
    {
        if (!query.Contains("amp", StringComparison.OrdinalIgnoreCase) && !query.Contains("usqp", StringComparison.Ordinal)) return query;
        var kept = string.Join('&', query[1..].Split('&').Where(pair => !IsOfViewer(pair)));
        return kept.Length == 0 ? "" : "?" + kept;
    }

    private static bool IsOfViewer(string pair) =>
        pair is "amp" or "amp=" or "amp=1" or "amp=true" or "outputType=amp" or "outputtype=amp"
        || pair.StartsWith("amp_", StringComparison.Ordinal) || pair.StartsWith("usqp=", StringComparison.Ordinal);
}
