using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Parameters that track on one site and may name a page elsewhere, written from the links that its buttons for sharing, its lists and its letters make
/// (seen 2019–2026). A name that ends with <c>*</c> stands for all that begin so.
/// </summary>
internal static class SiteParameters
{
    private static readonly string[] Tweets = ["s", "t", "cn", "cxt", "src", "vertical"];
    private static readonly string[] Threads = ["xmt", "slof"];

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

        // Shops and journeys.
        ["alibaba.com"] = ["tracelog"],
        ["taobao.com"] = ["ali_refid", "ali_trackid"],
        ["tmall.com"] = ["ali_refid", "ali_trackid"],
        ["etsy.com"] = ["ref", "click_key", "click_sum", "organic_search_click", "frs", "sts", "plkey"],
        ["walmart.com"] = ["ath*", "adsRedirect"],
        ["booking.com"] = ["aid", "label", "sid", "srpvid", "srepoch", "ucfs", "hapos", "hpos", "sr_order", "arphpl", "sb_price_type"],
        ["yelp.com"] = ["osq", "override_cta"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>By the name that a site has in every country: <c>amazon.fr</c>, <c>amazon.co.uk</c>, <c>fr.aliexpress.com</c>.</summary>
    private static readonly FrozenDictionary<string, string[]> ByName = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["amazon"] =
        [
            "ref", "ref_", "qid", "sr", "sprefix", "crid", "keywords", "dib", "dib_tag", "_encoding", "ie", "social_share", "linkCode", "linkId", "tag", "camp", "creative", "creativeASIN", "ascsubtag", "content-id", "rnid", "dchild",
            "starsLeft", "skipTwisterOG", "spIA", "ufe", "geniuslink",
        ],
        ["ebay"] = ["_trkparms", "_trksid", "_from", "_skw", "hash", "epid", "itmmeta", "itmprp", "mkevt", "mkrid", "siteid", "campid", "toolid", "customid", "amdata", "ssspo", "sssrc", "ssuid", "widget_ver", "media"],
        ["aliexpress"] =
        [
            "aff_*", "algo_*", "afSmartRedirect", "btsid", "ws_ab_test", "pdp_npi", "pdp_ext_f", "sk", "curPageLogUid", "gatewayAdapt", "utparam-url", "search_p4p_id", "tt", "terminal_id", "gps-id", "scm-url", "scm_id", "pvid", "_t",
            "srcSns", "social_params", "businessType", "spreadType", "bizType", "tracelog", "channel", "initiative_id",
        ],
        ["google"] =
        [
            "ved", "ei", "sei", "gs_lcp", "gs_lcrp", "gs_lp", "gs_ssp", "sclient", "oq", "aqs", "client", "sourceid", "source", "ie", "rlz", "uact", "sxsrf", "sca_esv", "sca_upv", "iflsig", "bih", "biw", "dpr", "sa", "usg", "ictx", "entry", "g_ep",
            "g_st", "gws_rd",
        ],
        ["airbnb"] = ["source_impression_id", "previous_page_section_name", "federated_search_id"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that hold on a host, of all that it belongs to.</summary>
    public static IReadOnlyList<string> Of(string host)
    {
        List<string> names = [];
        for (var rest = host; rest.Length > 0; rest = Wrappers.Parent(rest))
        {
            if (ByHost.TryGetValue(rest, out var here)) names.AddRange(here);
            if (NameOf(rest) is { } name && ByName.TryGetValue(name, out var everywhere)) names.AddRange(everywhere);
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
