using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Parameters that track on one site and may name a page elsewhere, written from the links that its buttons for sharing, its lists and its letters make
/// (seen 2019–2026); those of shops stand in <see cref="ShopParameters"/>. A name that ends with <c>*</c> stands for all that begin so.
/// </summary>
internal static class SiteParameters
{
    private static readonly string[] Tweets = ["s", "t", "cn", "cxt", "src", "vertical"];
    private static readonly string[] Threads = ["xmt", "slof"];

    private static readonly string[] Seznam = ["dop-ab-variant", "dop-source-zone-name", "dop-req-id", "dop-id", "dop-vert-id", "dop-vert-ab", "source", "seq-no", "seq_no"];

    private static readonly string[] Google =
    [
        "ved", "ei", "sei", "gs_lcp", "gs_lcrp", "gs_lp", "gs_ssp", "sclient", "oq", "aqs", "client", "sourceid", "source", "ie", "rlz", "uact", "sxsrf", "sca_esv", "sca_upv", "iflsig", "bih", "biw", "dpr", "sa", "usg", "ictx", "entry", "g_ep",
        "g_st", "gws_rd",
    ];

    /// <summary>By host; what holds there holds on its subdomains.</summary>
    private static readonly FrozenDictionary<string, string[]> ByHost = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        // Networks.
        ["youtube.com"] = ["si", "feature", "pp", "ab_channel", "embeds_referring_euri", "embeds_referring_origin", "source_ve_path", "attr_tag"],
        ["youtu.be"] = ["si", "feature", "pp"],
        ["youtube-nocookie.com"] = ["si", "feature"],
        ["twitter.com"] = Tweets, ["x.com"] = Tweets,
        ["instagram.com"] = ["hl", "ig_rid", "ig_mid"],
        ["threads.net"] = Threads, ["threads.com"] = Threads,
        ["facebook.com"] =
        [
            "ref", "refid", "ref_component", "ref_notif_type", "rdid", "_rdr", "rc", "__tn__", "__cft__*", "__xts__*", "__eep__", "_ft_", "hc_*", "share_url", "paipv", "eav", "tn-str", "fref", "pnref", "extid", "sfnsn", "wtsid",
            "acontext", "notif_id", "notif_t", "m_entstream_source", "action_history",
        ],
        ["tiktok.com"] =
        [
            "is_from_webapp", "is_copy_url", "sender_device", "sender_web_id", "_r", "_t", "u_code", "preview_pb", "share_app_id", "share_app_name", "share_link_id", "share_item_id", "share_iid", "web_id", "user_id", "sec_user_id",
            "sec_uid", "timestamp", "tt_from", "checksum", "social_share_type", "social_sharing", "source", "refer", "referer_url", "referer_video_id", "embed_source", "ug_btm", "ugbiz_name",
        ],
        ["linkedin.com"] =
        [
            "trackingId", "refId", "lipi", "midToken", "midSig", "eid", "rcm", "otpToken", "lici", "licu", "originalSubdomain", "position", "pageNum", "trkEmail", "trkInfo", "loid", "eBP", "recommendedFlavor", "lgCta", "lgTemp",
        ],
        ["reddit.com"] = ["share_id", "correlation_id", "ref", "ref_campaign", "ref_source", "rdt", "post_fullname", "post_index", "$deep_link", "onetap_auto", "one_tap"],
        ["pinterest.com"] = ["invite_code", "sender", "sfo", "amp_client_id", "e_t"],
        ["quora.com"] = ["share", "srid", "ch", "oid", "target_type"],
        ["vimeo.com"] = ["share", "fl", "fe", "turnstile"],
        ["twitch.tv"] = ["tt_medium", "tt_content"],
        ["bilibili.com"] = ["spm_id_from", "vd_source", "share_source", "share_medium", "share_plat", "share_session_id", "share_tag", "share_times", "share_from", "bbid", "ts", "seid", "from_source", "from_spmid", "unique_k", "plat_id", "buvid"],
        ["weibo.com"] = ["weibo_id", "dt_dapp"], ["weibo.cn"] = ["weibo_id", "dt_dapp"],
        ["xiaohongshu.com"] = ["xsec_source", "app_platform", "app_version", "ignoreEngage", "share_from_user_hidden", "author_share", "xhsshare", "shareRedId", "appuid", "apptime", "share_id"],
        ["snapchat.com"] = ["sid", "invite_id", "share_id", "xp_id", "sender_web_id"],
        ["meetup.com"] = ["eventOrigin", "recSource", "recId", "searchId", "rv", "_xtd"],
        ["goodreads.com"] = ["from_search", "from_srp", "qid", "rank", "ac"],
        ["netflix.com"] = ["trackId", "tctx", "jb", "jbp", "jbr", "trkid"],
        ["change.org"] = ["recruiter", "source_location", "recruited_by_id", "share_bandit_exp"],

        // Music and podcasts.
        ["spotify.com"] = ["si", "dlsi", "nd", "context", "go", "sp_cid", "pt"],
        ["soundcloud.com"] = ["si", "ref", "p", "c"],
        ["apple.com"] = ["itscg", "itsct", "mttnsubad", "at", "ct", "pt", "uo", "mt", "ls"],

        // Software.
        ["github.com"] = ["email_token", "email_source", "notification_referrer_id"],
        ["stackoverflow.com"] = ["noredirect", "lq", "rq"],
        ["stackexchange.com"] = ["noredirect", "lq", "rq"],
        ["wikipedia.org"] = ["wprov"],
        ["duckduckgo.com"] = ["t", "ia", "atb"],
        ["bing.com"] = ["form", "sk", "sp", "pq", "sc", "qs", "ghsh", "ghacc", "ghpl"],
        ["play.google.com"] = ["referrer", "pcampaignid"],
        ["docs.google.com"] = ["usp", "ouid", "rtpof", "sd", "pli"],
        ["drive.google.com"] = ["usp", "ouid", "rtpof", "sd", "pli"],
        ["news.google.com"] = ["oc"],
        ["steampowered.com"] = ["snr", "curator_clanid"],

        // Papers and letters.
        ["medium.com"] = ["source"],
        ["substack.com"] = ["r", "triedRedirect", "publication_id", "post_id", "isFreemail", "showWelcomeOnShare"],
        ["bbc.com"] = ["ns_mchannel", "intlink_from_url"],
        ["bbc.co.uk"] = ["ns_mchannel", "intlink_from_url"],
        ["nytimes.com"] = ["partner", "emc", "referringSource", "campaign_id", "instance_id", "segment_id", "user_id", "regi_id", "te", "nl"],
        ["washingtonpost.com"] = ["wpisrc", "wpmm", "itid", "carta-url"],
        ["theguardian.com"] = ["CMP"],
        ["ft.com"] = ["shareType", "segmentId", "segmentID"],
        ["wsj.com"] = ["reflink", "mod"],
        ["marketwatch.com"] = ["mod"],
        ["bloomberg.com"] = ["srnd", "sref", "leadSource"],
        ["reuters.com"] = ["rpc", "feedType", "feedName", "taid"],
        ["cnn.com"] = ["iid"],
        ["dailymail.co.uk"] = ["ito"],
        ["lemonde.fr"] = ["lmd_medium", "lmd_campaign", "lmd_creation", "random"],
        ["imdb.com"] = ["ref_"],
        ["cnbc.com"] = ["__source"],
        ["forbes.com"] = ["sh"],
        ["techcrunch.com"] = ["tpcc"],
        ["cnet.com"] = ["ftag"], ["zdnet.com"] = ["ftag"], ["gamespot.com"] = ["ftag"],
        ["thetimes.co.uk"] = ["CMP"], ["thetimes.com"] = ["CMP"],
        ["metro.co.uk"] = ["ito"],
        ["spiegel.de"] = ["sara_ref"],
        ["novinky.cz"] = Seznam, ["seznamzpravy.cz"] = Seznam,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that hold on a host, of all that it belongs to.</summary>
    public static IReadOnlyList<string> Of(string host)
    {
        List<string> names = [];
        for (var rest = host; rest.Length > 0; rest = Wrappers.Parent(rest))
        {
            if (ByHost.TryGetValue(rest, out var here)) names.AddRange(here);
            if (NameOf(rest) == "google") names.AddRange(Google);
            names.AddRange(ShopParameters.Of(rest, NameOf(rest)));
        }

        return names;
    }

    /// <summary>Whether a parameter is one of the names.</summary>
    public static bool Include(IReadOnlyList<string> names, string parameter) => names.Any(name => name is [.. var beginning, '*']
        ? parameter.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
        : parameter.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What stands before the country: <c>com</c>, <c>fr</c>, <c>co.uk</c>, <c>com.au</c>; null where more or something else stands there.</summary>
    private static string? NameOf(string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return null;
        var ending = host.AsSpan(dot + 1);
        if (ending.StartsWith("co.", StringComparison.Ordinal)) ending = ending[3..];
        else if (ending.StartsWith("com.", StringComparison.Ordinal)) ending = ending[4..];
        return ending is "com" || (ending.Length == 2 && char.IsAsciiLetter(ending[0]) && char.IsAsciiLetter(ending[1])) ? host[..dot] : null;
    }
}
