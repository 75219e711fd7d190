using System.Collections.Frozen;

namespace Monitor.Core.Normalizing;

/// <summary>Parameters that say how a reader came to a page and never which page it is.</summary>
internal static class TrackingParameters
{
    private static readonly string[] Prefixes = ["utm_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "ga_", "_hs", "oly_", "vero_", "fb_", "at_custom", "guce_", "stm_"];

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "msclkid", "yclid", "ymclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id",
        "rb_clickid", "s_cid", "sc_cid", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_openstat", "_branch_match_id", "_ke", "_kx", "epik",
        "srsltid", "ref_src", "ref_url", "spm", "scm", "wt_mc", "wt_zmc", "xtor", "cmpid", "ncid", "ocid", "cvid", "icid", "trk", "trkcampaign",
        "at_medium", "at_campaign", "at_campaign_type", "at_creation", "at_variant", "at_format", "at_bbc_team", "at_link_id", "at_link_origin",
        "at_link_type", "at_ptr_name", "guccounter", "action_object_map", "action_type_map", "action_ref_map", "vgo_ee", "wickedid", "zanpid",
        "dicbo", "obOrigUrl", "mbid", "sr_share", "smid", "smtyp", "tw_source", "tw_campaign", "tw_term", "tw_content", "tw_adid");

    /// <summary>The query without them, still with its <c>?</c>; empty when nothing is left. The order of what is left stays.</summary>
    public static string Drop(string query)
    {
        if (query.Length <= 1) return "";
        var kept = query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(pair.Split('=')[0]));
        var rest = string.Join('&', kept);
        return rest.Length == 0 ? "" : "?" + rest;
    }

    private static bool IsTracking(string name) =>
        Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
