using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Webhook;

/// <summary>
/// Messages as events, pure. The specification recommends payloads below 20 kB: what is longer becomes several events, each whole in itself,
/// so that nothing is left out.
/// </summary>
/// <param name="channel">The channel's name.</param>
/// <param name="phrases">In the channel's language.</param>
/// <param name="page">Where the rest can be read.</param>
/// <param name="time">When a test happens.</param>
internal sealed class EventWriter(string channel, WebhookPhrases phrases, Uri page, TimeProvider time)
{
    public const int MostBytes = 20_000;

    private const int LongestText = 300;
    private const int MostTroubles = 5;
    private const int LongestReason = 120;

    public IReadOnlyList<OutgoingEvent> Of(Message message) => message switch
    {
        TestMessage => [Test(message.Id)],
        AlertMessage alert => Alert(alert),
        DigestMessage digest => Digest(digest.Id, digest.Digest),
        _ => throw new UnreachableException($"A message of a kind that channels do not know: {message.GetType().Name}."),
    };

    private OutgoingEvent Test(string id)
    {
        var data = new TestData { Channel = channel, Text = phrases.Test(channel), Page = page.AbsoluteUri };
        return Written(id, new WebhookEvent("channel.test", time.GetUtcNow().UtcDateTime, data));
    }

    private List<OutgoingEvent> Alert(AlertMessage alert)
    {
        var data = new MentionsData { Channel = channel, Text = Line(Summary(alert)), Page = page.AbsoluteUri, Total = alert.Mentions.Count };
        var whole = new WebhookEvent("mention.found", alert.Mentions.Max(stored => stored.Mention.Document.Seen).UtcDateTime, data);
        return Parted(alert.Id, whole, data, alert.Mentions, alert.QueryTitles);
    }

    private string Summary(AlertMessage alert)
    {
        if (alert.Mentions is not [var stored]) return phrases.Burst(alert.Mentions.Count);
        var titles = stored.Mention.Matches.Select(match => alert.QueryTitles.GetValueOrDefault(match.Query, match.Query));
        var headline = string.IsNullOrWhiteSpace(stored.Mention.Document.Title) ? Excerpt.Of(stored.Mention, LongestText) : Excerpt.OfTitle(stored.Mention, LongestText);
        return phrases.Alert(string.Join(", ", titles), headline.Text);
    }

    private List<OutgoingEvent> Digest(string id, Digest digest)
    {
        var slot = digest.Slot;
        var data = new DigestData
        {
            Channel = channel,
            Text = Line(phrases.Digest(digest.Name, digest.Mentions, phrases.Day(slot.Date))),
            Page = page.AbsoluteUri,
            Total = digest.Mentions,
            Digest = digest.Name,
            Date = slot.Date,
            From = slot.From?.UtcDateTime,
            To = slot.To.UtcDateTime,
            Sources = digest.Sources,
            Incomplete = digest.IsIncomplete,
            Troubles = [.. Troubles(digest).Take(MostTroubles)],
        };
        return Parted(id, new WebhookEvent("digest.ready", slot.To.UtcDateTime, data), data, [.. digest.Sections.SelectMany(section => section.Mentions)], digest.QueryTitles);
    }

    private static IEnumerable<EventTrouble> Troubles(Digest digest) =>
    [
        .. digest.Failing.Select(source => Trouble("failing", source.Identity, source.LastSuccess, null, source.Problem)),
        .. digest.Gaps.Select(seen => Trouble("gap", seen.Source, seen.Gap.From, seen.Gap.State == GapState.Open ? null : seen.Gap.To, seen.Gap.Reason)),
        .. digest.Silences.Select(quiet => Trouble("silence", quiet.Source, quiet.Silence.Since, quiet.Silence.Until, null)),
    ];

    private static EventTrouble Trouble(string kind, SourceIdentity source, DateTimeOffset? from, DateTimeOffset? to, string? reason) => new(
        kind, source.Name, from?.UtcDateTime, to?.UtcDateTime, string.IsNullOrEmpty(reason) ? null : MentionWriter.Line(reason, LongestReason));

    /// <summary>
    /// As many mentions to an event as fit. A part's id names the mentions in it: when a repetition parts them otherwise, because they had
    /// grown meanwhile, a receiver that drops what it has seen drops none that it has not.
    /// </summary>
    private static List<OutgoingEvent> Parted(string id, WebhookEvent whole, MentionsData data, IReadOnlyList<StoredMention> mentions, IReadOnlyDictionary<string, string> titles)
    {
        var parts = Parts(mentions, titles, MostBytes - JsonSerializer.SerializeToUtf8Bytes(whole with { Data = data with { Part = mentions.Count, Parts = mentions.Count } }, WebhookJson.Wire.WebhookEvent).Length);
        return [.. parts.Select((part, index) => Written(
            parts.Count == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}_{part[0].Number}-{part[^1].Number}"),
            whole with { Data = data with { Part = index + 1, Parts = parts.Count, Mentions = part } }))];
    }

    private static List<List<EventMention>> Parts(IReadOnlyList<StoredMention> mentions, IReadOnlyDictionary<string, string> titles, int room)
    {
        var writer = new MentionWriter(titles);
        List<List<EventMention>> parts = [[]];
        var left = room;
        foreach (var stored in mentions)
        {
            var told = writer.Within(stored, room - 1);
            var size = MentionWriter.Size(told) + 1; // and a comma
            if (size > left && parts[^1].Count > 0)
            {
                parts.Add([]);
                left = room;
            }

            parts[^1].Add(told);
            left -= size;
        }

        return parts;
    }

    private static string Line(string text) => MentionWriter.Line(text, LongestText);

    private static OutgoingEvent Written(string id, WebhookEvent told) => new($"msg_{id}", JsonSerializer.SerializeToUtf8Bytes(told, WebhookJson.Wire.WebhookEvent));
}

/// <param name="Id">Value of <c>webhook-id</c>: the same at every attempt, and without a full stop, which parts what is signed.</param>
/// <param name="Body">JSON in UTF-8.</param>
internal sealed record OutgoingEvent(string Id, byte[] Body);
