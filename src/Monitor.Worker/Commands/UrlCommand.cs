using System.Text.Json;

namespace Monitor.Worker.Commands;

/// <param name="Urls">Addresses given as arguments.</param>
/// <param name="Resolve">What DNS is to say of them, each <c>HOST=IP</c>.</param>
/// <param name="Hops">Follow redirects.</param>
/// <param name="Stdin">Read further ones, as lines of JSON.</param>
/// <param name="Json">Print JSON.</param>
internal sealed record UrlArguments(IReadOnlyList<string> Urls, IReadOnlyList<string> Resolve, bool Hops, bool Stdin, bool Json);

/// <summary><c>url</c>: what an address comes to, by the very rules that sources and links are held to.</summary>
internal static class UrlCommand
{
    private const int AtOnce = 16;

    private static readonly TimeSpan LongestDns = TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(CommandContext context, UrlArguments arguments, TextReader input, CancellationToken cancellation) =>
        context.WithSettingsAsync(async settings =>
        {
            try
            {
                var look = new UrlLook(settings, context.Time, arguments.Hops, LongestDns);
                var outcome = ExitCode.Done;
                foreach (var some in Questions(arguments, input, context.Errors, () => outcome = ExitCode.Partly).Chunk(AtOnce))
                {
                    foreach (var (line, trouble) in await Task.WhenAll(some.Select(question => look.AtAsync(question, cancellation))))
                    {
                        await WriteAsync(line, arguments.Json, context.Output);
                        if (trouble is null) continue;
                        outcome = ExitCode.Partly;
                        await context.Errors.WriteLineAsync($"{MentionLine.Plain(line.Url)}: {MentionLine.Plain(trouble)}");
                    }
                }

                return outcome;
            }
            catch (FormatException mistake)
            {
                await context.Errors.WriteLineAsync(mistake.Message);
                return ExitCode.Usage;
            }
        });

    private static IEnumerable<UrlQuestion> Questions(UrlArguments arguments, TextReader input, TextWriter errors, Action unread)
    {
        var spoken = arguments.Resolve.Select(Pair).GroupBy(pair => pair.Host, pair => pair.Address, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group], StringComparer.OrdinalIgnoreCase);
        foreach (var url in arguments.Urls) yield return new UrlQuestion(url, spoken);
        if (!arguments.Stdin) yield break;
        foreach (var line in JsonLines.Read(input, UrlJson.Readable.UrlQuestion, Report))
            yield return line with { Resolve = (line.Resolve ?? UrlQuestion.AsDnsSays).Concat(spoken).DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase) };

        void Report(int number, string problem)
        {
            unread();
            errors.WriteLine($"line {number}: this is no question: {problem}");
        }
    }

    private static (string Host, string Address) Pair(string text) => text.Split('=', 2) is [{ Length: > 0 } host, { Length: > 0 } address]
        ? (host, address)
        : throw new FormatException($"--resolve {text}: write HOST=IP, such as --resolve example.org=93.184.216.34.");

    private static Task WriteAsync(UrlLine line, bool isJson, TextWriter output)
    {
        if (isJson) return output.WriteAsync(JsonSerializer.Serialize(line, UrlJson.Readable.UrlLine) + "\n");
        var verdict = line.Allowed ? "may be fetched" : $"refused: {line.Reason}";
        var text = $"{line.Url}\n  canonical  {line.Canonical}\n  target     {line.Target}\n  gate       {verdict}\n{string.Concat(line.Hops.Skip(1).Select(hop => $"  hop        {hop}\n"))}";
        return output.WriteAsync(string.Join('\n', text.Split('\n').Select(MentionLine.Plain)));
    }
}
