using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Parameters that say how a reader came to a page and never which page it is. Written from the vendors' own documentation of their
/// campaign links and from what their links carry (seen 2025–2026); a name that means something on other sites is bound to its own.
/// </summary>
internal static class TrackingParameters
{
    private static readonly string[] Prefixes =
    [
        "utm_", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "ga_", "_hs", "__hs", "hmb_", "oly_", "vero_", "fb_", "at_custom", "guce_", "stm_",
        "itm_", "otm_", "vn_", "ml_subscriber", "bsft_", "iterable", "mkcid", "pf_rd_", "pd_rd_", "cm_mmc", "tracking_source",
    ];

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "utm", "mtm", "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "gad_source", "gad_campaignid", "msclkid", "yclid", "ysclid", "ymclid", "twclid",
        "ttclid", "igshid", "igsh", "li_fat_id", "mibextid", "__twitter_impression", "tblci", "rdt_cid", "rtid", "sscid", "irclickid", "irgwc",
        "rb_clickid", "s_cid", "sc_cid", "mc_cid", "mc_eid", "mc_tc", "mkt_tok", "_ga", "_gl", "gs_l", "_openstat", "_branch_match_id", "_branch_referrer", "_ke", "_kx", "epik",
        "srsltid", "ref_src", "ref_url", "spm", "scm", "wt_mc", "wt_zmc", "wtmc", "wtzmc", "wtrid", "xtor", "cmpid", "ncid", "ocid", "cvid", "icid", "trk", "trkcampaign",
        "at_medium", "at_campaign", "at_campaign_type", "at_creation", "at_variant", "at_format", "at_bbc_team", "at_link_id", "at_link_origin",
        "at_link_type", "at_ptr_name", "guccounter", "action_object_map", "action_type_map", "action_ref_map", "vgo_ee", "wickedid", "zanpid",
        "dicbo", "obOrigUrl", "mbid", "sr_share", "smid", "smtyp", "tw_source", "tw_campaign", "tw_term", "tw_content", "tw_adid",
        "Echobox", "os_ehash", "hsCtaTracking", "ceneo_spo", "__s", "elqTrackId", "elqTrack", "elqaid", "elqat", "elqCampaignId", "recip_id", "ck_subscriber_id",
        "_bta_tid", "_bta_c", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "spMailingID", "spUserID", "spJobID", "spReportId",
        "asc_source", "asc_campaign", "asc_refurl", "syclid", "nr_email_referer");

    /// <summary>What tracks on a host and its subdomains and may name a page elsewhere.</summary>
    private static readonly FrozenDictionary<string, string[]> ByHost = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["youtube.com"] = ["si", "feature", "pp", "ab_channel", "embeds_referring_euri", "source_ve_path"],
        ["youtu.be"] = ["si", "feature", "pp"],
        ["spotify.com"] = ["si", "nd", "context"],
        ["twitter.com"] = ["s", "t", "cn", "cxt"],
        ["x.com"] = ["s", "t", "cn", "cxt"],
        ["instagram.com"] = ["hl"],
        ["facebook.com"] = ["__tn__", "__cft__[0]", "__xts__[0]", "rdid", "share_url", "paipv", "eav", "hc_ref", "hc_location", "refid", "tn-str", "fref", "rc", "ref_component"],
        ["tiktok.com"] = ["is_from_webapp", "sender_device", "_r", "_t", "u_code", "preview_pb", "share_app_id", "share_link_id", "web_id", "sec_user_id"],
        ["linkedin.com"] = ["trackingId", "refId", "lipi", "midToken", "midSig", "eid", "rcm", "otpToken", "lici", "licu", "originalSubdomain"],
        ["reddit.com"] = ["share_id", "correlation_id", "ref_campaign", "ref_source", "rdt", "post_fullname"],
        ["medium.com"] = ["source"],
        ["amazon.com"] = Amazon, ["amazon.fr"] = Amazon, ["amazon.de"] = Amazon, ["amazon.co.uk"] = Amazon, ["amazon.it"] = Amazon, ["amazon.es"] = Amazon,
        ["amazon.ca"] = Amazon, ["amazon.co.jp"] = Amazon, ["amazon.in"] = Amazon, ["amazon.com.be"] = Amazon, ["amazon.nl"] = Amazon,
        ["ebay.com"] = ["_trkparms", "_trksid", "_from", "mkevt", "mkrid", "campid", "toolid", "customid", "amdata"],
        ["aliexpress.com"] = ["aff_platform", "aff_trace_key", "algo_expid", "algo_pvid", "btsid", "ws_ab_test", "pdp_npi", "sk", "aff_fcid", "aff_fsk", "curPageLogUid", "gatewayAdapt"],
        ["google.com"] = ["ved", "ei", "sei", "gs_lcp", "gs_lcrp", "sclient", "oq", "aqs", "sourceid", "rlz", "uact", "sxsrf", "bih", "biw", "dpr", "sa", "usg", "ictx"],
        ["bing.com"] = ["form", "sk", "sp", "pq", "sc", "qs", "ghsh", "ghacc", "ghpl"],
        ["bbc.com"] = ["ns_mchannel", "intlink_from_url"],
        ["bbc.co.uk"] = ["ns_mchannel", "intlink_from_url"],
        ["nytimes.com"] = ["partner", "emc", "referringSource", "campaign_id", "instance_id", "segment_id", "user_id", "regi_id"],
        ["theguardian.com"] = ["CMP"],
        ["imdb.com"] = ["ref_"],
        ["apple.com"] = ["itscg", "itsct", "mttnsubad"],
        ["steampowered.com"] = ["snr", "curator_clanid"],
        ["substack.com"] = ["r", "triedRedirect", "publication_id", "post_id", "isFreemail"],
        ["lemonde.fr"] = ["lmd_medium", "lmd_campaign", "lmd_creation"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static string[] Amazon =>
        ["ref", "ref_", "qid", "sr", "sprefix", "crid", "keywords", "dib", "dib_tag", "_encoding", "social_share", "linkCode", "tag", "camp", "creative", "creativeASIN", "ascsubtag", "content-id", "rnid", "dchild"];

    /// <summary>The address's query without them, still with its <c>?</c>; empty when nothing is left. The order of what is left stays.</summary>
    public static string Drop(Uri uri)
    {
        if (uri.Query.Length <= 1) return "";
        var here = OfHost(CanonicalUrl.Host(uri));
        var kept = uri.Query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(Name(pair), here));
        var rest = string.Join('&', kept);
        return rest.Length == 0 ? "" : "?" + rest;
    }

    /// <summary>Whether a fragment is a campaign's: publishers write <c>#xtor=RSS-1</c> and <c>#Echobox=…</c>.</summary>
    public static bool IsTracking(string fragment) => fragment.Contains('=', StringComparison.Ordinal) && IsTracking(Name(fragment.TrimStart('#')), []);

    private static string Name(string pair) => Uri.UnescapeDataString(pair.Split('=', 2)[0]).TrimStart('?');

    private static bool IsTracking(string name, string[] here) =>
        Names.Contains(name) || here.Contains(name, StringComparer.Ordinal)
        || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string[] OfHost(string host)
    {
        while (host.Length > 0)
        {
            if (ByHost.TryGetValue(host, out var names)) return names;
            var dot = host.IndexOf('.', StringComparison.Ordinal);
            host = dot < 0 ? "" : host[(dot + 1)..];
        }

        return [];
    }
}
