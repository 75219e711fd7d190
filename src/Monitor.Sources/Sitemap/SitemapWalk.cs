using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>One walk over a site's sitemaps: what they list now, and what was not listed at the last walk.</summary>
internal sealed class SitemapWalk(IWebGate web, TimeProvider time, SitemapOptions options, SitemapMemory? before)
{
    private const int MostFiles = 200;
    private const int MostKnown = 100_000;
    private const long MostRead = 60 << 20;
    private const string Accept = "application/xml, text/xml, text/plain;q=0.8, */*;q=0.1";

    // An index's dates are claims: whatever it says, each file is read once a day.
    private static readonly TimeSpan ReadAnyway = TimeSpan.FromDays(1);

    private readonly Dictionary<string, FileMemory> files = new(StringComparer.Ordinal);
    private readonly HashSet<long> known = [.. (before?.Files.Values ?? []).SelectMany(file => AddressSet.Unpack(file.Known ?? ""))];
    private readonly List<string> warnings = [];
    private int kept;
    private long room = MostRead;

    /// <summary>Pages that no sitemap listed at the last walk.</summary>
    public AddedPages Added { get; } = new(before is not null && options.Pages > 0, options.ReadNews);

    public IReadOnlyDictionary<string, FileMemory> Files => files;

    public IReadOnlyList<string> Warnings => warnings;

    /// <exception cref="SourceException">The first of the sitemaps cannot be read; those that an index names are warned of.</exception>
    public async Task RunAsync(Uri start, CancellationToken cancellation)
    {
        var queue = new Queue<SitemapLink>((await RootsAsync(start, cancellation)).Select(root => new SitemapLink(root, "")));
        var roots = queue.Count;
        for (var read = 0; queue.TryDequeue(out var link); read++)
        {
            if (files.ContainsKey(link.Address.AbsoluteUri)) continue;
            if (files.Count >= MostFiles)
            {
                warnings.Add($"More than {MostFiles} sitemaps; the rest was not read. Give Url one of them.");
                return;
            }

            if (room <= 0)
            {
                warnings.Add($"The site's sitemaps are larger than {MostRead >> 20} MiB together; the rest was not read. Give Url one of them.");
                return;
            }

            foreach (var child in await ReadAsync(link, isRoot: read < roots, cancellation)) queue.Enqueue(child);
        }
    }

    /// <summary>robots.txt may name several, on any host (sitemaps.org, «Informing search engine crawlers»).</summary>
    private async Task<IReadOnlyList<Uri>> RootsAsync(Uri start, CancellationToken cancellation)
    {
        if (start.AbsolutePath is not ("/" or "/robots.txt")) return [start];
        var robots = await web.SendAsync(new GateRequest(new Uri(start, "/robots.txt")) { Accept = "text/plain, */*;q=0.1", FirstBytes = RobotsCache.MostBytes }, cancellation);
        if (robots.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Gone)) robots.EnsureUsable(time);
        var named = robots.Status == HttpStatusCode.OK ? SitemapLines.Of(new StringReader(Encoding.UTF8.GetString(robots.Body.Span))).Select(Named).OfType<Uri>().Distinct().Take(MostFiles + 1).ToArray() : [];
        return named.Length > 0 ? named : [new Uri(start, "/sitemap.xml")];

        Uri? Named(string line) =>
            line.StartsWith("sitemap:", StringComparison.OrdinalIgnoreCase) ? Addresses.ResolveUri(start, line["sitemap:".Length..].Trim()) : null;
    }

    private async Task<IReadOnlyList<SitemapLink>> ReadAsync(SitemapLink link, bool isRoot, CancellationToken cancellation)
    {
        var address = link.Address.AbsoluteUri;
        var memory = before?.Files.GetValueOrDefault(address);
        if (memory is not null && link.Changed.Length > 0 && link.Changed == memory.Listed && time.GetUtcNow() - memory.Read < ReadAnyway) return Keep(address, memory);
        try
        {
            var answer = await web.SendAsync(new GateRequest(link.Address) { Accept = Accept, Validators = memory?.Validators ?? Validators.None }, cancellation);
            answer.EnsureUsable(time);
            if (answer.Status == HttpStatusCode.NotModified && memory is not null) return Keep(address, memory with { Listed = link.Changed });
            return Take(link, answer);
        }
        catch (SourceException fault) when (!isRoot && fault.Fault != SourceFault.RateLimited)
        {
            warnings.Add(fault.Message);
            return memory is null ? [] : Keep(address, memory);
        }
    }

    private IReadOnlyList<SitemapLink> Keep(string address, FileMemory memory)
    {
        files[address] = memory;
        return [.. (memory.Files ?? []).Select(file => Addresses.ResolveUri(null, file)).OfType<Uri>().Select(file => new SitemapLink(file, ""))];
    }

    private IReadOnlyList<SitemapLink> Take(SitemapLink link, GateAnswer answer)
    {
        var document = new SitemapDocument(answer.Body, answer.ContentType, answer.Address, Math.Min(SitemapDocument.Largest, room));
        var listed = new List<long>();
        SitemapFile file;
        try
        {
            file = SitemapReader.Read(document, page => List(page, listed));
        }
        finally
        {
            room -= document.Length;
        }

        if (file.Problem is { } problem) warnings.Add($"{answer.Address}: {problem}");
        kept += listed.Count;
        files[link.Address.AbsoluteUri] = new FileMemory(
            answer.Validators.ETag, answer.Validators.LastModified, link.Changed, time.GetUtcNow(), AddressSet.Pack(listed), [.. file.Files.Take(MostFiles + 1).Select(child => child.Address.AbsoluteUri)]);
        return file.Files;
    }

    private void List(SitemapPage page, List<long> listed)
    {
        if (!options.Wants(page.Address)) return;
        if (kept + listed.Count >= MostKnown)
        {
            Warn($"More than {MostKnown} pages; the rest is not watched. Let Paths choose, or give Url one of the site's sitemaps.");
            return;
        }

        var print = AddressSet.Print(page.Address);
        listed.Add(print);
        if (known.Add(print)) Added.Add(page);
    }

    private void Warn(string warning)
    {
        if (!warnings.Contains(warning, StringComparer.Ordinal)) warnings.Add(warning);
    }
}
