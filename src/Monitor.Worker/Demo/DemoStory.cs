namespace Monitor.Worker.Demo;

/// <summary>What the demo's small web says about Orvélo, a made-up bicycle maker: some of it is there from the start (act 1), some of it is
/// published while the demo watches (act 2).</summary>
internal static class DemoStory
{
    public static IReadOnlyList<DemoPost> Blog { get; } =
    [
        new(1, "b1", "Ariane", "Dix vélos pour l’hiver", "<p>Cette année encore, c’est l’<b>Orvélo</b> Cargo qui tire son épingle du jeu&nbsp;: freins sûrs, batterie tenace.</p>"),
        new(1, "b2", "Ariane", "Réparer une crevaison sous la pluie", "<p>Un démonte-pneu, une rustine, de la patience.</p>"),
        new(2, "b3", "Ariane", "J’ai roulé 1 000 km avec le nouvel Orvélo", "<p>Verdict&nbsp;: le dérailleur d’ORVELO tient ses promesses, mais le porte-bagages vibre. Le service après-vente n’a pas répondu à mon courriel. <a href=\"{web}/s/k3\">La fiche du modèle</a>.</p>"),
        new(2, "b4", "Ariane", "Le marché de Noël de Nantes", "<p>Vin chaud et marionnettes.</p>"),
    ];

    public static IReadOnlyList<DemoPost> Forum { get; } =
    [
        new(1, "f1", "patrick", "Which chain for a mid-drive motor?", "<p>Anything 12-speed that survives salt.</p>"),
        new(2, "f2", "morgane", "Orvelo recall?", "<p>My dealer says there is a recall on the 2026 Orvelo forks. Has anybody heard from them? I can’t find it on <a href=\"https://orvelo.example/support\">their site</a>.</p>"),
        new(2, "f4", "yann", "Which cargo bike for two kids?", "<p>We went for <a href=\"{web}/s/cargo\">this one</a> after six months of trying others. No regrets.</p>"),
        new(2, "f3", "jobs-bot", "Orvelo is hiring welders", "<p>Jobs at Orvelo in Nantes: welders, painters.</p>"),
    ];

    public static IReadOnlyList<DemoPost> News { get; } =
    [
        new(1, "4100001", "velofan", "", "Steel is real, and so is software that never needs an update."),
        new(2, "4100002", "gearhead", "", "We ride an Orv&#xE9;lo fleet at work. <p>Battery range drops by a third below freezing, but no other complaints. See <a href=\"https:&#x2F;&#x2F;orvelo.example&#x2F;fleet\" rel=\"nofollow\">https:&#x2F;&#x2F;orvelo.example&#x2F;fleet</a>"),
    ];

    public static IReadOnlyList<DemoPost> Social { get; } =
    [
        new(1, "111000000000000001", "lou", "", "<p>Premier trajet de l’année en <a href=\"{web}/tags/velo\" class=\"mention hashtag\" rel=\"tag\">#<span>velo</span></a>, 3 degrés.</p>"),
        new(2, "111000000000000002", "samir", "", "<p>Merci à l’équipe d’<a href=\"{web}/tags/orvelo\" class=\"mention hashtag\" rel=\"tag\">#<span>Orvélo</span></a> : selle remplacée en deux jours, sans discuter 👏</p>"),
    ];

    public static IReadOnlyList<DemoPost> Page { get; } =
    [
        new(1, "p1", "", "", "Ville de Nantes : la zone 30 est étendue au centre."),
        new(2, "p2", "", "", "Nantes retient Orvélo pour ses 400 vélos en libre-service."),
    ];
}

/// <param name="Act">From which act on it is there.</param>
/// <param name="Id">The service's own id.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Title">Headline; empty where the service has none.</param>
/// <param name="Html">Body; <c>{web}</c> stands for the demo web's own address.</param>
internal sealed record DemoPost(int Act, string Id, string Author, string Title, string Html);
