using Monitor.Core.Fetching;
using Monitor.Core.Matching;

namespace Monitor.Worker.Delivering.Texts;

/// <summary>What mails say in a language of their reader: every sentence, with its plurals, dates and typography. Plain text, not escaped.</summary>
internal interface IMailPhrases
{
    /// <summary>BCP 47.</summary>
    string Language { get; }

    /// <summary>A term as the language quotes it.</summary>
    string Quoted(string text);

    string Mentions(int count);

    string Sites(int count);

    /// <summary><c>Sunday 22 November 2026</c>.</summary>
    string Day(DateOnly date);

    /// <summary><c>22 Nov, 14:05</c>, with the year where it is not <paramref name="year"/>.</summary>
    string Moment(DateTimeOffset local, int year);

    string Window(DateTimeOffset? from, DateTimeOffset to);

    string DigestSubject(int mentions, IReadOnlyList<(string Title, int Count)> queries, DateOnly date);

    string EmptySubject(DateOnly date);

    string AlertSubject(string query, string headline);

    string BurstSubject(int mentions, IReadOnlyList<(string Title, int Count)> queries);

    string TestSubject(string channel);

    string Summary(int mentions, int sites);

    /// <summary>What the list of mails shows after the subject: what happened, troubles first, then the top mention.</summary>
    string Preheader(int mentions, int sites, int failing, string top);

    string EmptyHeading { get; }

    string EmptyParagraph(int sources);

    /// <summary>In place of <see cref="EmptyHeading"/> where not all was seen.</summary>
    string IncompleteHeading { get; }

    string IncompleteSubject(DateOnly date);

    string IncompleteParagraph { get; }

    string TestHeading { get; }

    string TestParagraph(string channel);

    string More(int count);

    string MoreQueries(int mentions, int queries);

    string FirstLook { get; }

    string Older { get; }

    string Edited { get; }

    /// <summary>Between a name and what is said of it.</summary>
    string Colon { get; }

    string Why { get; }

    /// <summary>Where a query fits by conditions alone, such as a language.</summary>
    string WhyConditions { get; }

    string FieldName(Field field);

    string AlsoOn(int places);

    /// <summary>Another query, quoted, and its reasons.</summary>
    string AlsoFits(string query, string reasons);

    string TypeName(ItemType type);

    /// <summary>A kind of source as people know it; the kind itself where there is no better name.</summary>
    string KindName(string kind);

    string Failed(int failing, int sources);

    string LastSeen(string moment);

    string NeverSeen { get; }

    string MoreSources(int count);

    string GapsHeading { get; }

    string Gap(string from, string to, string reason);

    /// <summary>A gap that goes on.</summary>
    string OpenGap(string from, string reason);

    /// <summary>A gap that a later look saw.</summary>
    string MadeGood(string from, string to);

    /// <summary>Why something was not seen.</summary>
    Causes Causes { get; }

    string QuietHeading { get; }

    string Quiet(string since, TimeSpan usual);

    string SpeaksAgain(string since, string until);

    string MoreGaps(int count);

    string OpenPage { get; }

    string Footer(string address, string host);

    string Leave(string address);

    string Zone(string zone);
}
