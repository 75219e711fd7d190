using Monitor.Worker.Access;
using Monitor.Worker.Health;
using Monitor.Worker.Pipeline;
using Monitor.Core.Storing;

namespace Monitor.Worker.Web;

/// <summary>The page of mentions, for whom the doorkeeper lets in.</summary>
internal static class Pages
{
    private const int PageLength = 50;
    private static readonly TimeSpan GapsShown = TimeSpan.FromDays(30);

    public static void Map(WebApplication app, Installation installation, Doorkeeper door)
    {
        var hosts = Hosts(installation.Settings.Options.BaseUrl);
        var phrases = PagePhrases.Of(installation.Settings.Options.Language);
        var pages = app.MapGroup("").AddEndpointFilter(async (context, next) =>
        {
            Protect(context.HttpContext.Response.Headers);
            if (await RefusalAsync(context.HttpContext, hosts, door, phrases) is { } refusal) return refusal;
            try
            {
                return await next(context);
            }
            catch (StoreException)
            {
                // The store has said in the log what is wrong with it.
                return Text(phrases.StoreAway, StatusCodes.Status503ServiceUnavailable);
            }
        });
        pages.MapGet("/", (string? query, long? before, CancellationToken cancellation) => MentionsAsync(installation, query, before, cancellation));
        pages.MapGet("/healthz/sources", (CancellationToken cancellation) => SourcesAsync(installation, cancellation));
        pages.MapGet("/style.css", () => Results.Text(PageStyle.Sheet, "text/css; charset=utf-8"));
    }

    private static async Task<IResult> MentionsAsync(Installation installation, string? query, long? before, CancellationToken cancellation)
    {
        var options = installation.Settings.Options;
        var watch = installation.Watch.Value;
        if (query is not null && !watch.Queries.Titles.ContainsKey(query)) return Text(PagePhrases.Of(options.Language).NoSuchQuery, StatusCodes.Status404NotFound);
        var mentions = await installation.Database.Reader.ListAsync(new MentionFilter(query, before, Limit: PageLength + 1), cancellation);
        var seen = await SeenAsync(installation, cancellation);
        var view = new MentionsView(
            [.. mentions.Take(PageLength)],
            seen.Sights,
            seen.Noted,
            watch.Queries.Titles,
            query,
            mentions.Count > PageLength ? mentions[PageLength - 1].Number : null);
        return Results.Text(new MentionsPage(PagePhrases.Of(options.Language), options.TimeZone).Render(view), "text/html; charset=utf-8");
    }

    private static async Task<IResult> SourcesAsync(Installation installation, CancellationToken cancellation)
    {
        var seen = await SeenAsync(installation, cancellation);
        return Results.Json(SourceHealth.Of(seen), SourceHealthJson.Default.IReadOnlyListSourceHealth);
    }

    private static Task<Unseen> SeenAsync(Installation installation, CancellationToken cancellation)
    {
        // A moment later than any gap noted until now.
        var now = installation.Time.GetUtcNow().AddSeconds(1);
        return installation.Outlook.WithinAsync(now - GapsShown, now, cancellation);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    // A foreign page could point a name of its own at this address (DNS rebinding); it cannot make the browser send our name.
    private static async Task<IResult?> RefusalAsync(HttpContext context, HashSet<string> hosts, Doorkeeper door, PagePhrases phrases)
    {
        if (!hosts.Contains(context.Request.Host.Host)) return Text(phrases.OtherHost, StatusCodes.Status403Forbidden);
        switch (await door.JudgeVisitorAsync(context))
        {
            case Admission.Granted: return null;
            case Admission.LocalOnly: return Text(phrases.LocalOnly, StatusCodes.Status403Forbidden);
            case Admission.OutOfScope: return Text(phrases.OutOfScope, StatusCodes.Status403Forbidden);
            default:
                Doorkeeper.Ask(context.Response);
                return Text(phrases.LogIn, StatusCodes.Status401Unauthorized);
        }
    }

    private static IResult Text(string text, int status) => Results.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);

    private static HashSet<string> Hosts(Uri address) => new(StringComparer.OrdinalIgnoreCase) { address.Host, "localhost", "127.0.0.1", "[::1]" };
}
