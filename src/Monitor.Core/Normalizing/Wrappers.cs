using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Who wraps links, and where the target stands: networks, mail scanners, archives, affiliate networks. Written from the links themselves
/// (seen 2019–2026).
/// </summary>
internal static class Wrappers
{
    /// <summary>Host (or its parent), the path it wraps on, and the parameters that hold the target, in order of preference.</summary>
    private static readonly (string Host, string Path, string[] Parameters)[] InQuery =
    [
        ("l.facebook.com", "/l.php", ["u"]), ("lm.facebook.com", "/l.php", ["u"]), ("facebook.com", "/flx/warn", ["u"]), ("l.instagram.com", "/", ["u"]),
        ("l.threads.com", "/", ["u"]), ("l.threads.net", "/", ["u"]), ("l.messenger.com", "/l.php", ["u"]), ("l.workplace.com", "/l.php", ["u"]),
        ("out.reddit.com", "/", ["url"]), ("bing.com", "/news/apiclick.aspx", ["url"]), ("bing.com", "/ck/a", ["u"]), ("bing.com", "/alink/link", ["url"]),
        ("youtube.com", "/redirect", ["q"]), ("linkedin.com", "/redir/", ["url"]), ("linkedin.com", "/safety/go", ["url"]), ("t.umblr.com", "/redirect", ["z"]),
        ("vk.com", "/away.php", ["to"]), ("steamcommunity.com", "/linkfilter", ["u", "url"]), ("slack-redir.net", "/link", ["url"]),
        ("duckduckgo.com", "/l/", ["uddg"]), ("safelinks.protection.outlook.com", "/", ["url"]), ("medium.com", "/r/", ["url"]),
        ("getpocket.com", "/redirect", ["url"]), ("exit.sc", "/", ["url"]), ("deref-mail.com", "/", ["url"]),
        ("deref-gmx.net", "/", ["redirectUrl"]), ("deref-web.de", "/", ["redirectUrl"]), ("link.zhihu.com", "/", ["target"]), ("link.juejin.cn", "/", ["target"]),
        ("gate.sc", "/", ["url"]), ("t.me", "/iv", ["url"]), ("statics.teams.cdn.office.net", "/evergreen-assets/safelinks", ["url"]),
        ("feedproxy.google.com", "/", ["url"]), ("translate.google.com", "/translate", ["u"]), ("googleadservices.com", "/pagead/aclk", ["adurl"]),
        ("redirect.viglink.com", "/", ["u"]), ("go.redirectingat.com", "/", ["url"]), ("go.skimresources.com", "/", ["url"]), ("awin1.com", "/cread.php", ["ued", "p"]),
        ("click.linksynergy.com", "/deeplink", ["murl"]), ("anrdoezrs.net", "/", ["url"]), ("dpbolvw.net", "/", ["url"]), ("jdoqocy.com", "/", ["url"]),
        ("kqzyfj.com", "/", ["url"]), ("tkqlhce.com", "/", ["url"]), ("shareasale.com", "/r.cfm", ["urllink"]), ("shareasale-analytics.com", "/r.cfm", ["urllink"]),
        ("pjtra.com", "/t/", ["url"]), ("pjatr.com", "/t/", ["url"]), ("pntra.com", "/t/", ["url"]), ("pntrac.com", "/t/", ["url"]), ("pntrs.com", "/t/", ["url"]), ("gopjn.com", "/t/", ["url"]),
        ("avantlink.com", "/click.php", ["url"]), ("tradedoubler.com", "/click", ["url"]), ("track.effiliation.com", "/", ["url"]), ("track.flexlinks.com", "/", ["url"]), ("shop-links.co", "/link", ["url"]),
        ("howl.me", "/link", ["url"]), ("target.georiot.com", "/", ["GR_URL"]), ("buy.geni.us", "/", ["GR_URL"]), ("valuecommerce.com", "/", ["vc_url"]), ("zenaps.com", "/rclick.php", ["pr"]), ("digidip.net", "/visit", ["url"]),
        ("ojrq.net", "/p/", ["return"]), ("prf.hn", "/click/", ["destination"]), ("search.app", "/", ["link"]), ("page.link", "/", ["ofl", "link"]),
        ("ad.doubleclick.net", "/ddm/", ["dc_dest"]), ("app.adjust.com", "/", ["redirect", "fallback"]), ("outgoing.prod.webservices.mozgcp.net", "/v1/", ["url"]),
        ("l.wl.co", "/l", ["u"]), ("tiktok.com", "/link/v2", ["target"]), ("pinterest.com", "/offsite/", ["url"]), ("ok.ru", "/dk", ["st.link"]), ("weibo.cn", "/sinaurl", ["u", "toasturl"]),
        ("link.csdn.net", "/", ["target"]), ("link.jianshu.com", "/", ["t"]), ("c.pc.qq.com", "/middlem.html", ["pfurl"]), ("douban.com", "/link2/", ["url"]), ("gitee.com", "/link", ["target"]),
        ("plus.url.google.com", "/url", ["q", "url"]), ("translate.google.com", "/website", ["u"]), ("consent.google.com", "/", ["continue"]), ("consent.youtube.com", "/", ["continue"]), ("ecosia.org", "/url", ["u"]),
        ("safelinks.protection.office365.us", "/", ["url"]), ("linkprotect.cudasvc.com", "/url", ["a"]), ("urlsand.esvalabs.com", "/", ["u"]), ("mailtrack.io", "/", ["url"]), ("perfdrive.com", "/", ["ssc"]), ("12ft.io", "/proxy", ["q"]),
        ("cts.businesswire.com", "/ct/", ["url"]), ("c212.net", "/c/link/", ["u"]), ("click.icptrack.com", "/icp/", ["destination"]), ("app.link", "/", ["$fallback_url", "$desktop_url"]),
        ("awin1.com", "/awclick.php", ["p"]), ("click.linksynergy.com", "/link", ["murl"]), ("adtraction.com", "/t/t", ["url"]), ("rover.ebay.com", "/rover/", ["mpre"]), ("webgains.com", "/click.html", ["wgtarget"]),
        ("ad.admitad.com", "/g/", ["ulp"]), ("alitems.co", "/g/", ["ulp"]), ("s.click.aliexpress.com", "/deep_link.htm", ["dl_target_url"]), ("partner-ads.com", "/", ["htmlurl"]),
        ("sjv.io", "/", ["u"]), ("pxf.io", "/", ["u"]), ("evyy.net", "/", ["u"]), ("7eer.net", "/", ["u"]), ("bn5x.net", "/", ["u"]), ("xovt.net", "/", ["u"]), ("pvxt.net", "/", ["u"]), ("uikc.net", "/", ["u"]),
    ];

    /// <summary>Host (or its parent), and what stands in the path before the target; <c>*</c> is any one segment.</summary>
    public static readonly (string Host, string[] Before)[] InPath =
    [
        ("web.archive.org", ["web", "*"]), ("web.archive.org", ["save"]), ("archive.today", ["*"]), ("archive.ph", ["*"]), ("archive.is", ["*"]), ("archive.li", ["*"]), ("archive.vn", ["*"]), ("archive.md", ["*"]),
        ("awstrack.me", ["L0"]), ("click.redditmail.com", ["CL0"]), ("streaklinks.com", ["*"]), ("streak-link.com", ["*"]), ("12ft.io", []), ("outline.com", []), ("r.jina.ai", []), ("secure-web.cisco.com", ["*"]),
    ];

    /// <summary>Host (or its parent), and what stands in the path somewhere before the target.</summary>
    public static readonly (string Host, string Mark)[] BehindMark =
    [
        ("r.search.yahoo.com", "/RU="), ("prf.hn", "/destination:"), ("anrdoezrs.net", "/dlg/"), ("dpbolvw.net", "/dlg/"), ("jdoqocy.com", "/dlg/"), ("kqzyfj.com", "/dlg/"), ("tkqlhce.com", "/dlg/"),
    ];

    /// <summary>Hosts whose whole query is the target.</summary>
    public static readonly string[] WholeQuery = ["href.li", "anonym.to", "anon.to", "nullrefer.com", "dereferer.me", "dereferer.org", "blankrefer.com", "hiderefer.com", "jump.5ch.net", "jump.2ch.net", "deviantart.com", "pixiv.net"];

    /// <summary>Words that an address ends with, or has before its query, when it only sends on.</summary>
    public static readonly FrozenSet<string> SendingOn = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "redirect", "redirects", "redir", "redirector", "out", "away", "outgoing", "outbound", "leave", "leaving", "exit", "goto", "click", "clicks", "linktrack", "link-tracker", "clickthrough", "l.php",
        "redirect.php", "redir.php", "out.php", "away.php", "go.php", "goto.php", "link.php", "exit.php", "click.php", "redirect.aspx", "redirect.html", "track",
        "go", "go-wild", "linkout", "outlink", "clickout", "outbound-link", "external", "external-link", "externalredirect", "linkredirect", "jsredir", "redirect-to", "dereferrer", "leave.php", "jump.php", "link-confirmation");

    public static readonly string[] UsualParameters =
        ["url", "u", "to", "target", "q", "link", "dest", "destination", "goto", "out", "href", "redirect", "redirect_url", "redirecturl", "redirect_to", "remoteurl", "r", "z"];

    private static readonly FrozenDictionary<string, (string Host, string Path, string[] Parameters)[]> ByHost =
        InQuery.GroupBy(wrapper => wrapper.Host, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Those of exactly this host.</summary>
    public static (string Host, string Path, string[] Parameters)[] Of(string host) => ByHost.GetValueOrDefault(host, []);

    /// <summary>The host without its first label; empty for the last.</summary>
    public static string Parent(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : host[(dot + 1)..];
    }
}
