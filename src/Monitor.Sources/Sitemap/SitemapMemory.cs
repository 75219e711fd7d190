using System.Text.Json.Serialization;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Sitemap;

/// <summary>What is remembered of a site's sitemaps between two looks.</summary>
/// <param name="Url">What the options asked for: with another address it is another site.</param>
/// <param name="Files">Every sitemap read, by address.</param>
/// <param name="Waiting">New pages that were not read yet, the newest first.</param>
/// <param name="Seen">When the site was last looked at; null in a cursor of a version that did not remember.</param>
internal sealed record SitemapMemory(string Url, IReadOnlyDictionary<string, FileMemory> Files, IReadOnlyList<WaitingPage> Waiting, DateTimeOffset? Seen = null)
{
    /// <summary>The memory that a cursor holds; null before first contact, and when the options ask for another site since.</summary>
    public static SitemapMemory? Read(Cursor cursor, SitemapOptions options) =>
        cursor.Read(SitemapMemoryJson.Default.SitemapMemory) is { Files: not null, Waiting: not null } memory && memory.Url == options.Url ? memory : null;

    public Cursor ToCursor() => Cursor.Of(this, SitemapMemoryJson.Default.SitemapMemory);
}

/// <param name="ETag">Of the last whole answer, verbatim.</param>
/// <param name="LastModified">The same.</param>
/// <param name="Listed">What an index said of when the file changed last.</param>
/// <param name="Read">When it was last read.</param>
/// <param name="Known">Pages it lists (<see cref="AddressSet"/>).</param>
/// <param name="Files">Sitemaps it lists.</param>
internal sealed record FileMemory(string? ETag, string? LastModified, string Listed, DateTimeOffset Read, string Known, IReadOnlyList<string> Files)
{
    [JsonIgnore]
    public Validators Validators => new(ETag, LastModified);
}

/// <param name="Address">The page.</param>
/// <param name="Published">As the sitemap claims.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="Title">What a news sitemap called it; else empty.</param>
internal sealed record WaitingPage(string Address, DateTimeOffset? Published, int Attempts, string Title);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SitemapMemory))]
internal sealed partial class SitemapMemoryJson : JsonSerializerContext;
