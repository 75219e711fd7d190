using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Parameters by which shops and markets tell from which list, offer or partner a reader came, written from the links that their lists, letters and
/// buttons for sharing make (seen 2019–2026). A name that ends with <c>*</c> stands for all that begin so.
/// </summary>
internal static class ShopParameters
{
    private static readonly string[] Taobao =
    [
        "ali_refid", "ali_trackid", "pvid", "algo_*", "ns", "abbucket", "abtest", "sourceType", "suid", "un", "un_site", "un_status", "share_crt_v", "sp_tk", "sp_abtk", "cpp", "shareurl", "short_name", "bxsign", "app", "ut_sk", "tbSocialPopKey", "lwfrom",
        "utparam", "_u", "xxc", "clk1", "mytmenu",
    ];

    /// <summary>By host; what holds there holds on its subdomains.</summary>
    private static readonly FrozenDictionary<string, string[]> ByHost = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["alibaba.com"] = ["tracelog"],
        ["taobao.com"] = Taobao, ["tmall.com"] = Taobao, ["tb.cn"] = Taobao,
        ["etsy.com"] = ["ref", "click_key", "click_sum", "organic_search_click", "frs", "sts", "plkey"],
        ["walmart.com"] = ["ath*", "adsRedirect", "u1"],
        ["bestbuy.com"] = ["acampID", "mpid", "loc"],
        ["flipkart.com"] = ["affid", "affExtParam1", "affExtParam2", "otracker", "otracker1", "lid", "marketplace", "srno", "fm", "iid", "ppt", "ppn", "ssid", "spotlightTagId", "qH", "pageUID"],
        ["fiverr.com"] = ["context_referrer", "source", "ref_ctx_id", "funnel", "imp_id", "seller_online"],
        ["allegro.pl"] = ["reco_id", "bi_s", "bi_m", "bi_c", "bi_t"],
        ["gog.com"] = ["track_by", "link_id"],
        ["indeed.com"] = ["alid", "from", "advn", "tk"],
        ["zillow.com"] = ["rtoken"],
        ["booking.com"] = ["aid", "label", "sid", "srpvid", "srepoch", "ucfs", "hapos", "hpos", "sr_order", "arphpl", "sb_price_type"],
        ["yelp.com"] = ["osq", "override_cta"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>By the name that a shop has in every country: <c>amazon.fr</c>, <c>amazon.co.uk</c>, <c>fr.aliexpress.com</c>.</summary>
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
        ["airbnb"] = ["source_impression_id", "previous_page_section_name", "federated_search_id"],
        ["lazada"] = ["clickTrackInfo", "laz_trackid", "laz_token", "mkttid", "exlaz", "pvid", "abid", "trafficFrom", "search_freshness", "priceCompare"],
        ["shopee"] = ["sp_atk", "xptdk", "smtt", "gads_t_sig", "uls_trackid"],
        ["mercadolibre"] = ["tracking_id", "position", "type", "c_id", "c_uid", "c_element_order", "c_campaign", "reco_*", "deal_print_id", "polycard_client", "wid", "sid"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="host">A host or a parent of one.</param>
    /// <param name="name">What stands in it before the country; null where nothing does.</param>
    public static IEnumerable<string> Of(string host, string? name) =>
        ByHost.TryGetValue(host, out var here) ? here : name is not null && ByName.TryGetValue(name, out var everywhere) ? everywhere : [];
}
