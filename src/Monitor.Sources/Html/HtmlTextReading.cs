using Monitor.Sources.Text;

namespace Monitor.Sources.Html;

/// <summary>One pass over one piece of HTML.</summary>
internal ref struct HtmlTextReading(ReadOnlySpan<char> html, TextSheet sheet, Uri? baseAddress, ICollection<string>? links, int mostLinks)
{
    private readonly ReadOnlySpan<char> html = html;
    private readonly DocumentAddresses addresses = new();
    private TextSheet sheet = sheet;
    private Uri? baseAddress = baseAddress;
    private int at;
    private int preformatted;
    private bool unclosed;
    private bool based;
    private TagEnds ends;

    /// <summary>Whether links that only carry a mention or a hashtag are passed over.</summary>
    public bool PassesLabels { get; init; }

    public string Read()
    {
        while (at < html.Length)
        {
            var rest = html[at..];
            var stop = rest.IndexOfAny('<', '&');
            if (stop < 0) stop = rest.Length;
            if (stop > 0) Write(rest[..stop]);
            at += stop;
            if (at >= html.Length) break;
            if (html[at] == '&') Reference();
            else Markup();
        }

        return sheet.Finish();
    }

    private void Write(ReadOnlySpan<char> text)
    {
        if (preformatted > 0) sheet.WriteVerbatim(text);
        else sheet.Write(text);
    }

    private void Reference()
    {
        var length = CharacterReferences.Read(html[at..], out var meaning);
        Write(length == 0 ? "&" : meaning);
        at += Math.Max(1, length);
    }

    private void Markup()
    {
        var rest = html[at..];
        var next = rest.Length > 1 ? rest[1] : ' ';
        if (char.IsAsciiLetter(next)) StartTag();
        else if (next == '/' && rest.Length > 2 && char.IsAsciiLetter(rest[2])) EndTag();
        else if (next == '!') Declaration(rest);
        else if (next is '?' or '/') at = End(">", at + 2, html.Length);
        else
        {
            Write("<");
            at++;
        }
    }

    private void Declaration(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!-->")) at += 5;
        else if (rest.StartsWith("<!--")) at = End("-->", at + 4, html.Length);
        else if (rest.StartsWith("<![CDATA["))
        {
            var end = rest.IndexOf("]]>");
            Write(end < 0 ? rest[9..] : rest[9..end]);
            at = end < 0 ? html.Length : at + end + 3;
        }
        else at = End(">", at + 2, html.Length);
    }

    /// <summary>The place behind the next <paramref name="mark"/>.</summary>
    private readonly int End(ReadOnlySpan<char> mark, int from, int otherwise)
    {
        if (from >= html.Length) return html.Length;
        var found = html[from..].IndexOf(mark);
        return found < 0 ? otherwise : from + found + mark.Length;
    }

    private void StartTag()
    {
        var name = HtmlText.Name(html[(at + 1)..]);
        var from = at + 1 + name.Length;
        at = ends.Find(html, from);
        var attributes = new HtmlAttributes(html[from..at].TrimEnd('>'));
        var flow = HtmlElements.Flow(name);
        if (Hides(name, flow, attributes) && Skip(name)) return;

        switch (flow)
        {
            case ElementFlow.Inline when !based && name.Equals("base", StringComparison.OrdinalIgnoreCase):
                if (attributes.Find("href") is { } home) (based, baseAddress) = (true, Addresses.ResolveUri(baseAddress, home) ?? baseAddress);
                break;
            case ElementFlow.Line:
                sheet.Part(1);
                break;
            case ElementFlow.Paragraph:
                sheet.Part(2);
                break;
            case ElementFlow.Break:
                sheet.Break();
                break;
            case ElementFlow.ListItem:
                sheet.Bullet();
                break;
            case ElementFlow.Cell:
                sheet.Separate();
                break;
            case ElementFlow.Preformatted:
                sheet.Part(2);
                preformatted++;
                break;
            case ElementFlow.Anchor when PassesLabels && IsLabel(attributes):
                break;
            case ElementFlow.Anchor:
                Link(attributes.Find("href"));
                break;
            case ElementFlow.Frame:
                Link(attributes.Find("src"));
                if (html[at - 2] != '/') SkipRaw(name);
                break;
            case ElementFlow.Image:
                Picture(attributes);
                break;
            case ElementFlow.RawHidden:
                SkipRaw(name);
                break;
            case ElementFlow.Quote:
                Write("“");
                break;
        }
    }

    private void EndTag()
    {
        var name = HtmlText.Name(html[(at + 2)..]);
        at = ends.Find(html, at + 2 + name.Length);
        switch (HtmlElements.Flow(name))
        {
            case ElementFlow.Line or ElementFlow.ListItem:
                sheet.Part(1);
                break;
            case ElementFlow.Paragraph:
                sheet.Part(2);
                break;
            case ElementFlow.Preformatted:
                sheet.Part(2);
                preformatted = Math.Max(0, preformatted - 1);
                break;
            case ElementFlow.Break:
                sheet.Break();
                break;
            case ElementFlow.Cell:
                sheet.Separate();
                break;
            case ElementFlow.Quote:
                Write("”");
                break;
        }
    }

    private static bool Hides(ReadOnlySpan<char> name, ElementFlow flow, HtmlAttributes attributes)
    {
        if (flow is ElementFlow.Hidden) return true;
        if (HtmlElements.IsVoid(name)) return false;
        if (attributes.Find("hidden") is not null) return true;
        return attributes.Find("style") is { } style
            && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Skips to behind the matching end tag.</summary>
    /// <returns>False when there is none: then the element is shown after all, and no further one is looked for, so that the time stays linear.</returns>
    private bool Skip(ReadOnlySpan<char> name)
    {
        if (unclosed) return false;
        if (html[at - 2] == '/' && HtmlElements.Flow(name) == ElementFlow.Hidden) return true;
        var depth = 1;
        for (var place = at; ;)
        {
            var found = html[place..].IndexOf('<');
            if (found < 0) break;
            place += found + 1;
            var closing = place < html.Length && html[place] == '/';
            if (closing) place++;
            if (!HtmlText.Name(html[place..]).Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            place = ends.Find(html, place + name.Length);
            depth += closing ? -1 : html[place - 2] == '/' ? 0 : 1;
            if (depth > 0) continue;
            at = place;
            return true;
        }

        unclosed = true;
        return false;
    }

    /// <summary>Skips text that is no markup, whatever it looks like, to behind its end tag.</summary>
    private void SkipRaw(ReadOnlySpan<char> name)
    {
        while (at < html.Length)
        {
            at = End("</", at, html.Length);
            if (at >= html.Length || !html[at..].StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            at = ends.Find(html, at + name.Length);
            return;
        }
    }

    private readonly void Link(string? address)
    {
        if (links is null || address is null || links.Count >= mostLinks) return;
        if (addresses.Resolve(baseAddress, address) is { } absolute) links.Add(absolute);
    }

    // Mastodon marks both with classes, Akkoma and Misskey at least hashtags with rel=tag.
    private static bool IsLabel(HtmlAttributes attributes) =>
        Holds(attributes.Find("class"), "mention") || Holds(attributes.Find("class"), "hashtag") || Holds(attributes.Find("rel"), "tag");

    private static bool Holds(ReadOnlySpan<char> words, ReadOnlySpan<char> word)
    {
        foreach (var range in words.SplitAny(" \t\r\n\f"))
        {
            if (words[range].Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>A picture is not text, unless it stands for a character: emoji are pictures in many systems.</summary>
    private void Picture(HtmlAttributes attributes)
    {
        if (attributes.Find("alt") is not { Length: > 0 and <= 32 } alternative) return;
        var emoji = !alternative.AsSpan().ContainsAnyInRange('A', 'z') && alternative.Any(character => character > 0x2000);
        if (emoji) Write(alternative);
    }
}
