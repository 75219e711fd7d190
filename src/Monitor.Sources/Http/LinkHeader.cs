namespace Monitor.Sources.Http;

/// <summary>One link of a <c>Link</c> header (RFC 8288).</summary>
/// <param name="Target">As written: relative to the answer's address.</param>
/// <param name="Relations">Lower-case.</param>
/// <param name="Type">Media type as written, with its parameters; empty when not given.</param>
/// <param name="Title">Empty when not given.</param>
public sealed record LinkHeader(string Target, IReadOnlyList<string> Relations, string Type, string Title)
{
    private const int Most = 100;

    /// <summary>Every link of an answer, over all its lines, in order.</summary>
    public static IReadOnlyList<LinkHeader> Of(GateAnswer answer) =>
        answer.Headers.TryGetValue("Link", out var lines) ? [.. lines.SelectMany(Parse).Take(Most)] : [];

    /// <summary>The links of one line. Commas, semicolons and angle brackets inside brackets or quotes separate nothing.</summary>
    public static IReadOnlyList<LinkHeader> Parse(string line)
    {
        var links = new List<LinkHeader>();
        var at = 0;
        while (links.Count < Most)
        {
            var open = line.IndexOf('<', at);
            var close = open < 0 ? -1 : line.IndexOf('>', open);
            if (close < 0) break;
            at = close + 1;
            links.Add(Read(line[(open + 1)..close].Trim(), line, ref at));
        }

        return links;
    }

    private static LinkHeader Read(string target, string line, ref int at)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (at < line.Length && line[at] != ',')
        {
            if (line[at] is ';' or ' ' or '\t')
            {
                at++;
                continue;
            }

            var name = Token(line, ref at);
            var value = at < line.Length && line[at] == '=' ? Value(line, ref at) : "";

            // RFC 8288, 3.3: of several rel parameters the first counts.
            if (name.Length > 0) parameters.TryAdd(name, value);
        }

        var relations = parameters.GetValueOrDefault("rel", "").ToLowerInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return new LinkHeader(target, relations, parameters.GetValueOrDefault("type", ""), parameters.GetValueOrDefault("title", ""));
    }

    private static string Token(string line, ref int at)
    {
        var start = at;
        while (at < line.Length && line[at] is not (';' or ',' or '=')) at++;
        return line[start..at].Trim();
    }

    private static string Value(string line, ref int at)
    {
        at++;
        while (at < line.Length && line[at] is ' ' or '\t') at++;
        if (at >= line.Length || line[at] != '"') return Token(line, ref at);
        var value = new System.Text.StringBuilder();
        for (at++; at < line.Length && line[at] != '"'; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length) at++;
            value.Append(line[at]);
        }

        at = Math.Min(at + 1, line.Length);
        return value.ToString();
    }
}
