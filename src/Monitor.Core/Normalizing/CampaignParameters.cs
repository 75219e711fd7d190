using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Parameters that mean a campaign, a click or a reader's trace wherever they stand. Written from the vendors' own documentation of their
/// campaign links and from what links carry (seen 2019–2026); a name that means something on other sites stands in <see cref="SiteParameters"/>.
/// </summary>
internal static class CampaignParameters
{
    private static readonly string[] Prefixes =
    [
        "utm_", "utm-", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "ga_", "_hs", "__hs", "hmb_", "oly_", "vero_", "fb_", "at_custom", "guce_", "stm_",
        "itm_", "otm_", "vn_", "ml_subscriber", "bsft_", "iterable", "mkcid", "pf_rd_", "pd_rd_", "cm_mmc", "tracking_source", "wt.", "sfmc_", "_sgm_",
        "ss_campaign_", "mindbox-", "trk_", "_x_tr_", "dpg_",
    ];

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,

        // Advertising networks' clicks.
        "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "gad_source", "gad_campaignid", "msclkid", "yclid", "ysclid", "ymclid", "twclid", "ttclid", "tgclid", "tgrcid", "li_fat_id", "igshid", "igsh",
        "mibextid", "tblci", "rdt_cid", "rtid", "sscid", "ScCid", "epik", "dicbo", "obOrigUrl", "zanpid", "tduid", "awc", "cjevent", "cjdata", "irclickid", "irgwc", "ir_campaignid", "ir_adid", "ir_partnerid",
        "ranMID", "ranEAN", "ranSiteID", "rb_clickid", "unicorn_click_id", "mt_click_id", "ef_id", "s_kwcid", "mkwid", "pcrid", "adgroupid", "asgtbndr", "srsltid", "gs_l", "nb_klid", "nb_expid_meta",
        "wickedid", "wickedsource", "asc_source", "asc_campaign", "asc_refurl", "syclid", "gdfms", "gdftrk", "gdffi", "redirect_log_mongo_id", "redirect_mongo_id", "af_ad", "af_adset", "af_xp", "adjust_tracker", "adjust_campaign", "adjust_adgroup", "adjust_creative",

        // Senders of letters.
        "mc_cid", "mc_eid", "mc_tc", "mkt_tok", "_ke", "_kx", "__s", "ck_subscriber_id", "_bta_tid", "_bta_c", "elqTrackId", "elqTrack", "elqaid", "elqat", "elqCampaignId", "recip_id", "nr_email_referer",
        "spMailingID", "spUserID", "spJobID", "spReportId", "sms_source", "sms_click", "sms_uph", "sb_referer_host", "dm_i", "et_rid", "_bhlid", "bhlid", "emci", "emdi", "awt_l", "lctg", "zarsrc", "iesrc", "ss_source",
        "ss_email_id", "at_recipient_id", "at_recipient_list", "CNDID", "bxid", "hsCtaTracking", "vgo_ee",

        // Measuring of audiences.
        "utm", "mtm", "_ga", "_gl", "_openstat", "_branch_match_id", "_branch_referrer", "s_cid", "sc_cid", "wt_mc", "wt_zmc", "wt_mc_id", "wtmc", "wtzmc", "wtrid", "xtor", "cmpid", "ncid", "ocid", "cvid", "icid", "intcmp", "trk", "trkcampaign",
        "at_medium", "at_campaign", "at_campaign_type", "at_creation", "at_variant", "at_format", "at_bbc_team", "at_link_id", "at_link_origin", "at_link_type", "at_ptr_name",
        "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "mbid", "Echobox", "os_ehash", "ceneo_spo", "soc_src", "soc_trk", "adobe_mc",

        // Where a reader came from.
        "__twitter_impression", "ref_src", "ref_url", "spm", "scm", "guccounter", "action_object_map", "action_type_map", "action_ref_map", "sr_share", "smid", "smtyp",
        "tw_source", "tw_campaign", "tw_term", "tw_content", "tw_adid");

    public static bool Include(string name) =>
        Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
