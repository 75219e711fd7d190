using System.Net;
using Monitor.Worker.Health;
using Monitor.Worker.Pipeline;
using Monitor.Core.Storing;

namespace Monitor.Worker.Web;

/// <summary>
/// The page of mentions. It has no accounts yet, so it is shown on this machine only, unless <c>Access:Open</c> says that whoever reaches the
/// listening address may read it.
/// </summary>
internal static class Pages
{
    private const int PageLength = 50;
    private static readonly TimeSpan GapsShown = TimeSpan.FromDays(30);

    public static void Map(WebApplication app, Installation installation)
    {
        var hosts = Hosts(installation.Settings.Options.BaseUrl);
        var open = installation.Settings.Options.Access.Open;
        var pages = app.MapGroup("").AddEndpointFilter(async (context, next) =>
        {
            Protect(context.HttpContext.Response.Headers);
            return Refusal(context.HttpContext, hosts, open) is { } refusal ? Results.Text(refusal, statusCode: StatusCodes.Status403Forbidden) : await next(context);
        });
        pages.MapGet("/", (string? query, long? before, CancellationToken cancellation) => MentionsAsync(installation, query, before, cancellation));
        pages.MapGet("/healthz/sources", (CancellationToken cancellation) => SourcesAsync(installation, cancellation));
        pages.MapGet("/style.css", () => Results.Text(PageStyle.Sheet, "text/css; charset=utf-8"));
    }

    private static async Task<IResult> MentionsAsync(Installation installation, string? query, long? before, CancellationToken cancellation)
    {
        var options = installation.Settings.Options;
        var watch = installation.Watch.Value;
        if (query is not null && !watch.Queries.Titles.ContainsKey(query)) return Results.Text("There is no such query.", statusCode: StatusCodes.Status404NotFound);
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
    private static string? Refusal(HttpContext context, HashSet<string> hosts, bool open)
    {
        if (!hosts.Contains(context.Request.Host.Host)) return "This page answers to the host of Monitor:BaseUrl only.";
        var local = context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
        return local || open ? null : "This page is shown on its own machine only; Monitor:Access:Open shows it to whoever reaches this address.";
    }

    private static HashSet<string> Hosts(Uri address) => new(StringComparer.OrdinalIgnoreCase) { address.Host, "localhost", "127.0.0.1", "[::1]" };
}
