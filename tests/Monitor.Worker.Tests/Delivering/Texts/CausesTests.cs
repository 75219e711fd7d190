using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Core.Delivering;
using Monitor.Core.Fetching;
using Monitor.Core.Storing;
using Monitor.Worker.Delivering.Email.Rendering;
using Monitor.Worker.Delivering.Slack;
using Monitor.Worker.Delivering.Texts;
using Monitor.Worker.Web;

namespace Monitor.Worker.Tests.Delivering.Texts;

/// <summary>What a French reader is told of what was not seen, wherever it is told: none of our own English.</summary>
public sealed class CausesTests
{
    private const string English = "The feed shows 25 entries and none of them is one it showed before.";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceIdentity Press = new("press", "feed");

    public static TheoryData<GapCause> AllCauses { get; } = [.. Enum.GetValues<GapCause>().Where(cause => cause != GapCause.None)];

    public static TheoryData<SourceFault> Faults { get; } = [.. Enum.GetValues<SourceFault>()];

    [Theory]
    [MemberData(nameof(AllCauses))]
    public void A_gap_is_told_in_French(GapCause cause)
    {
        var digest = Digest() with { Gaps = [new SourceGap(Press, new Gap(Noon, Noon.AddHours(2), English) { Cause = cause })] };

        AssertFrench(digest, Causes.French.Of(digest.Gaps[0].Gap));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_failure_is_told_in_French(SourceFault fault)
    {
        var digest = Digest() with { Failing = [SourceMemory.None(Press) with { Failures = 2, Fault = fault, Problem = English }] };

        AssertFrench(digest, Causes.French.Of(digest.Failing[0]));
    }

    [Fact]
    public void English_readers_are_told_what_the_source_said() =>
        Assert.Equal(English, Causes.English.Of(new Gap(Noon, Noon, English) { Cause = GapCause.TurnedOver }));

    [Fact]
    public void A_gap_that_was_recorded_without_a_cause_stays_readable() =>
        Assert.Equal("It was down.", Causes.French.Of(new Gap(Noon, Noon, "It was down.")));

    [Fact]
    public void Where_nobody_looked_the_languages_say_so() =>
        Assert.Equal(
            ("nobody looked, because the service did not run", "personne n’a regardé, car le service était arrêté"),
            (Causes.English.Of(new Gap(Noon, Noon, "")), Causes.French.Of(new Gap(Noon, Noon, ""))));

    [Fact]
    public void Every_phrase_of_the_page_is_said_in_both_languages()
    {
        foreach (var phrase in typeof(PagePhrases).GetProperties().Where(property => property.PropertyType == typeof(string) && property.Name is not (nameof(PagePhrases.Title) or nameof(PagePhrases.Sources))))
            Assert.NotEqual(phrase.GetValue(PagePhrases.English), phrase.GetValue(PagePhrases.French));
    }

    private static void AssertFrench(Digest digest, string expected)
    {
        var mail = Troubled.Of(digest, new Reader(MailPhrases.In("fr"), TimeZoneInfo.Utc, 2026, new Uri("https://monitor.example.org/"))).SelectMany(trouble => trouble.Lines).Select(line => line.Text);
        var slack = JsonSerializer.Serialize(new DigestNotes(SlackPhrases.For("fr"), digest).ToBlock(), Readable);
        var sights = digest.Failing.Select(source => Sight.Of(source, TimeSpan.FromMinutes(15), Noon));
        var page = new MentionsPage(PagePhrases.French, TimeZoneInfo.Utc).Render(new MentionsView([], [.. sights.DefaultIfEmpty(Sight.Of(SourceMemory.None(Press), TimeSpan.FromMinutes(15), Noon))], digest.Gaps, new Dictionary<string, string>(), null, null));

        Assert.Contains(expected[..40], string.Join('\n', mail), StringComparison.Ordinal);
        foreach (var told in (string[])[.. mail, slack, page, expected])
        {
            Assert.DoesNotContain("entries", told, StringComparison.Ordinal);
            Assert.DoesNotContain(nameof(GapCause.TurnedOver), told, StringComparison.Ordinal);
        }
    }

    private static Digest Digest() => new()
    {
        Name = "morning",
        Slot = new ClosedSlot("morning", new DateOnly(2026, 11, 22), null, Noon),
        Zone = TimeZoneInfo.Utc,
        Sections = [],
        Sources = 1,
    };
}
