using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Hashtags, handles and host names, and what only looks like them.</summary>
public sealed class LabelsTests
{
    [Theory]
    [InlineData("see #Acme_Corp, now", "Hashtag #Acme_Corp")]
    [InlineData("#_ # #- @_ @", "")]
    [InlineData("a#b /#c &#39; _#d e\u0301#f 1@g", "")]
    [InlineData("x\u200B#acme \U0001D400#acme", "")]
    [InlineData("\u200B#acme 🔥#corp", "Hashtag #acme|Hashtag #corp")]
    [InlineData("@acme! (@corp)", "Handle @acme|Handle @corp")]
    [InlineData("@acme@ @ann-.", "Handle @acme|Handle @ann")]
    [InlineData("@ann@example.social.", "Handle @ann@example.social|Host example|Host social")]
    [InlineData("＠ann＠example.org", "Handle ＠ann＠example.org|Host example|Host org")]
    [InlineData("@acme.com rocks", "Handle @acme.com|Host acme|Host com")]
    [InlineData("ann@acme.com", "Host acme|Host com")]
    [InlineData("www.acme-corp.com/x", "Host www|Host acme-corp|Host com")]
    [InlineData("acme.xn--p1ai,ACME.COM", "Host acme|Host xn--p1ai|Host ACME|Host COM")]
    [InlineData("acme..com", "Host acme|Host com")]
    [InlineData("end.Then a.b acme.c0m .com acme.", "")]
    [InlineData("#acme.com", "Hashtag #acme")]
    [InlineData("#acme#corp @ann@lee@x", "Hashtag #acme|Handle @ann@lee")]
    [InlineData("@ann@", "Handle @ann")]
    [InlineData("#c\u200Bd\u200B #東京_2", "Hashtag #c\u200Bd|Hashtag #東京_2")]
    [InlineData("x_@ann _#b /@c &@d", "")]
    [InlineData("-acme-.com .acme.com", "Host -acme-|Host com|Host acme|Host com")]
    [InlineData("see ...acme.com.. . .", "Host acme|Host com")]
    [InlineData("ที่@acme กี@corp कि@acme", "Handle @acme|Handle @corp")]
    [InlineData("acme.co.uk acme.COm acme.c", "Host acme|Host co|Host uk")]
    [InlineData("@ann.lee@x.org", "Handle @ann.lee@x.org|Host ann|Host lee|Host x|Host org")]
    [InlineData("go to acme.com. Or acme.com-.", "Host acme|Host com|Host acme|Host com")]
    [InlineData("\u200Bacme\u200B.com", "Host acme\u200B|Host com")]
    [InlineData("go🔥acme.com x𝐀cme.com", "Host acme|Host com|Host x𝐀cme|Host com")]
    [InlineData("acme.com.acme.org#x.com", "Host acme|Host com|Host acme|Host org|Host x|Host com")]
    [InlineData("hxxps://www[.]acme-corp(.)co{.}uk/x", "Host www|Host acme-corp|Host co|Host uk")]
    [InlineData("acme.corp[.]com acme[.]corp.com", "Host acme|Host corp|Host com|Host acme|Host corp|Host com")]
    [InlineData("acme.com[.] (acme.) [.]com acme[.] acme[.)com x[.]y (.)", "Host acme|Host com")]
    [InlineData("#", "")]
    [InlineData("@", "")]
    [InlineData("x.", "")]
    public void Reads_what_is_marked_and_nothing_else(string text, string labels) =>
        Assert.Equal(labels, string.Join('|', Labels.Of(text).Select(label => $"{label.Kind} {text[label.Start..label.End]}")));
}
