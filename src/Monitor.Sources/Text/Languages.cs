namespace Monitor.Sources.Text;

/// <summary>Language tags as feeds write them: en_US, "en-us ", english.</summary>
internal static class Languages
{
    /// <summary>The tag in BCP 47's shape; empty when it is none.</summary>
    public static string Tag(string? written)
    {
        var tag = (written ?? "").Trim().Replace('_', '-');
        if (tag.Length is < 2 or > 35) return "";
        foreach (var character in tag)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-') return "";
        }

        var primary = tag.AsSpan();
        var dash = primary.IndexOf('-');
        if (dash >= 0) primary = primary[..dash];
        return primary.Length is 2 or 3 || primary is "x" or "i" ? tag : "";
    }
}
