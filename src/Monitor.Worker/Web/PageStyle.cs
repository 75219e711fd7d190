namespace Monitor.Worker.Web;

/// <summary>The page's one style sheet.</summary>
internal static class PageStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--text:#1a1d21;--muted:#59636e;--page:#f2f4f7;--card:#fff;--line:#dfe3e8;--link:#0b57d0;--hit:#fff1b8;--fault:#8a3b00}
        @media (prefers-color-scheme:dark){:root{--text:#e6e9ed;--muted:#a7b0ba;--page:#101316;--card:#1b1f24;--line:#363d45;--link:#8ab4f8;--hit:#4a3d00;--fault:#ffb873}}
        *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
        main{max-width:46rem;margin:0 auto;padding:1rem}h1{font-size:1.6rem;margin:.5rem 0}
        nav a{display:inline-block;padding:.25rem .6rem;margin:0 .25rem .25rem 0;border:1px solid var(--line);border-radius:1rem;text-decoration:none}
        nav a[aria-current]{background:var(--link);color:var(--card)}a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0;overflow-wrap:anywhere}
        article h2{font-size:1.1rem;margin:.1rem 0}article h2 mark{font-weight:inherit}article p{margin:.3rem 0}.meta{color:var(--muted);font-size:.875rem}
        mark{background:var(--hit);color:inherit;font-weight:700}.fault{color:var(--fault)}
        .sources{list-style:none;margin:0;padding:0}.sources li{padding:.6rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}.sources p{margin:.15rem 0;font-size:.875rem}
        .state{font-size:.8rem;border:1px solid var(--line);border-radius:1rem;padding:.05rem .5rem;white-space:nowrap}.state.fault{border-color:var(--fault)}
        """;
}
