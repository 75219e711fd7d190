using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Hosts that shorten links and do nothing else, as far as links to them are met: public services, the networks' own, publishers' and
/// companies' own, mail and affiliate senders'. Collected by hand from links met in feeds and posts (2019–2026). Some have closed: their
/// links are still met, and a closed one answers once.
/// </summary>
internal static class KnownShorteners
{
    private static readonly FrozenSet<string> Hosts = FrozenSet.Create(
        StringComparer.Ordinal,

        // Networks and large services.
        "t.co", "fb.me", "on.fb.me", "lnkd.in", "redd.it", "youtu.be", "amzn.to", "amzn.eu", "amzn.asia", "a.co", "g.co", "goo.gl", "g.page", "maps.app.goo.gl", "photos.app.goo.gl",
        "app.goo.gl", "aka.ms", "1drv.ms", "apple.co", "spoti.fi", "spotify.link", "pin.it", "ig.me", "msft.it", "adobe.ly", "sforce.co", "git.io",
        "db.tt", "flic.kr", "instagr.am", "tmblr.co", "vm.tiktok.com", "vt.tiktok.com", "wp.me", "ebay.us", "ebay.to", "etsy.me", "s.id", "flip.it", "disq.us", "trib.al", "ift.tt",

        // Public shorteners.
        "bit.ly", "j.mp", "bitly.ws", "bit.do", "tinyurl.com", "tiny.cc", "tiny.one", "rb.gy", "is.gd", "v.gd", "ow.ly", "ht.ly", "buff.ly", "dlvr.it", "cutt.ly", "cutt.us", "shorturl.at",
        "shorturl.gg", "t.ly", "tny.im", "u.to", "x.gd", "urlz.fr", "lc.cx", "lc.chat", "soo.gd", "rebrand.ly", "bl.ink", "snip.ly", "sniply.io", "po.st", "shar.es", "su.pr", "cli.gs", "tr.im", "ur1.ca",
        "qr.ae", "qr.net", "x.co", "mcaf.ee", "clck.ru", "vk.cc", "goo.su", "kutt.it", "dub.sh", "dub.co", "da.gd", "0rz.tw", "reurl.cc", "lihi.cc", "ppt.cc", "pse.is", "url.cn", "t.cn", "dwz.cn", "suo.im",
        "han.gl", "me2.do", "naver.me", "vo.la", "bre.is", "zpr.io", "hubs.ly", "hubs.la", "hubs.li", "hub.am", "gg.gg", "adf.ly", "shorte.st", "ouo.io", "linkd.in", "smarturl.it", "lnk.to", "ffm.to", "fanlink.to",
        "geni.us", "eepurl.com", "mzl.la", "chng.it", "gofund.me", "kck.st", "igg.me", "pca.st", "pos.li", "spr.ly", "crwd.fr", "qrco.de", "qrs.ly", "me-qr.com",
        "urlgeni.us", "tidd.ly", "sh.st", "ulvis.net", "zws.im", "lstu.fr", "framalink.org", "huit.re", "frama.link",

        // Publishers' and institutions' own.
        "nyti.ms", "wapo.st", "on.wsj.com", "bbc.in", "reut.rs", "bloom.bg", "econ.st", "on.ft.com", "cnn.it", "cnb.cx", "cbsn.ws", "abcn.ws", "fxn.ws", "politi.co", "huff.to", "theatln.tc", "wrd.cm", "tcrn.ch",
        "gu.com", "latim.es", "usat.ly", "apne.ws", "yhoo.it", "read.bi", "for.tn", "onforb.es", "ti.me", "n.pr", "lemde.fr", "f24.my", "rfi.my",
        "spon.de", "sz.de", "go.nature.com", "sco.lt", "go.nasa.gov", "go.usa.gov", "go.ted.com");

    /// <summary>Short names with pages of their own, whose paths may look like codes.</summary>
    private static readonly FrozenSet<string> Places = FrozenSet.Create(
        StringComparer.Ordinal, "x.com", "t.me", "vk.com", "ok.ru", "qq.com", "163.com", "bbc.com", "cnn.com", "imdb.com", "ebay.com", "dev.to", "npr.org", "nasa.gov", "box.com", "hey.xyz", "pypi.org", "npmjs.com", "arxiv.org", "doi.org", "ask.fm", "last.fm", "9gag.com");

    public static bool Include(string host) => Hosts.Contains(host) || Hosts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Parent(host));

    /// <summary>Whether the host is known to be no shortener.</summary>
    public static bool AreNot(string host) => Places.Contains(host);

    /// <summary>Such services give their customers a name below theirs: <c>acme.lnk.to</c>.</summary>
    private static ReadOnlySpan<char> Parent(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? [] : host.AsSpan(dot + 1);
    }
}
