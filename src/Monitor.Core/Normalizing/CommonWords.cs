namespace Monitor.Core.Normalizing;

/// <summary>The most common words of languages, told apart by their hashes: nearly every word of a text is looked for here, and most are not found.</summary>
internal static class CommonWords
{
    private const int Bits = 12;

    /// <summary>Words that are common in a language, folded; a word of several languages counts for each.</summary>
    private static readonly (string Language, string Words)[] Profiles =
    [
        ("en", "the of and to in is it you that was for on are with his they at be this have from or had by but not what all were we when your can said there an which she do their if will how about out then them these so some her would make like him into has more our just been i my"),
        ("fr", "le la les de des du un une et est en que qui dans pour pas sur au aux avec ce cette ces il elle nous vous ils sont par plus ne se son sa ses mais ou comme tout fait etre ont je on leur bien meme aussi sans d l qu n c j s y a ete deux ca mon ma votre notre tres"),
        ("es", "el la los las de del y en que un una es por con para no se su al lo como mas pero sus le ya o este si porque esta entre cuando muy sin sobre tambien me hasta hay donde quien desde todo nos durante uno ni contra ese eso mi son ha fue era esto"),
        ("pt", "o a os as de do da dos das e em que um uma por com para nao se seu sua no na nos nas ao mais mas foi como ele ela entre depois sem mesmo aos ter seus quem muito ja eu tambem so pelo pela ate isso voce e sao esta pra ou nao tem"),
        ("it", "il lo la i gli le di del della dei delle e in che un una per con non si su da al alla come piu ma anche sono nel nella ha se o questo questa essere stato ci mi cosa hanno era molto tutti dal suo sua dopo fatto io l c due quando"),
        ("de", "der die das und in zu den von mit ist des im fur auf nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde ich du wir mich kann wenn"),
        ("nl", "de het een en van in is dat op te zijn voor met die niet aan er om ook als maar bij of uit nog naar dan wordt door over ze hij ik je wat dit heeft worden deze geen kan meer al tot was wel zo hebben veel hun onder mijn we jij ons"),
        ("sv", "och i att det som en pa ar av for med den till inte har de ett om var jag men sig sa vi fran han nu kan eller hade skulle blir mycket man vara nar mot efter ska du alla over bara ingen har ut varit sin mig hur ocksa"),
        ("da", "og i at det som en pa er af for med den til ikke har de et om var jeg men sig sa vi fra han nu kan eller havde ville bliver meget man vaere nar mod efter skal du alle over kun ud vaeret sin mig hvordan ogsa hvad blev noget"),
        ("nb", "og i at det som en pa er av for med den til ikke har de et om var jeg men seg sa vi fra han na kan eller hadde ville blir mye man vaere nar mot etter skal du alle over bare ut vaert sin meg hvordan ogsa hva ble noe"),
        ("fi", "ja on ei se etta oli han mutta ovat joka kun niin myos kuin mita tai sen jos olen nyt vain hanen minun sina tama mina ole ollut voi jo mukaan jalkeen kaikki ennen siita sitten meidan olla tassa koska viela hyvin"),
        ("pl", "i w na z do nie sie ze to jest o jak po co ale tak za od przez przy dla jako czy tylko jego jej byl jestem moze ich tego juz sa bylo ma lub pod bardzo ktory ktora ktore tym oraz gdy mi ja juz bo"),
        ("cs", "a v na se je to z do ze o jako by pro i ale za po jsem od podle uz jen nebo si tak co byl byla pri bude jeho jsou kdyz ani ktery ktera ktere sve jsme tak az ma proto nez aby"),
        ("hu", "a az es hogy nem is egy ez meg de volt csak mar mint el vagy ha ki mert lesz aki ami van most azt kell minden nagyon itt majd lehet meg amikor szerint utan olyan pedig igy sem en"),
        ("ro", "si de la in a cu pe nu ca sa este un o din pentru mai care se au fost dar sunt ce al am fi prin ale lui ei sau dupa fara foarte acest aceasta cand daca era toate mea va"),
        ("tr", "ve bir bu da de icin ile cok gibi daha olarak var o ne mi sonra kadar en ama her olan ben ya diye degil yok buyuk iki oldu iyi su sey biz onun ki bana nasil hic"),
        ("ca", "el la els les de del i en que un una es per amb no se al com mes pero o aquest aquesta son ha va dels a l d si seva molt tambe sense entre fins on quan perque tot seu ser hi ho amb"),
        ("id", "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih telah kami atau oleh sudah anda kita adalah saat bagi menjadi"),
        ("vi", "va la cua co cho khong nhung mot trong da nguoi duoc voi cac nay de den khi toi nhu ra tu cung ve lai con rat phai hon tai sau"),
        ("ru", "и в не на я что он с это а как по но из у за то все так от же о к для мы вы бы только было она они уже или быть еще если нет когда чтобы был до при меня ему этого"),
        ("uk", "і в не на я що він з це а як по але із у за то все так від же о до для ми ви би тільки було вона вони вже або бути ще якщо нема коли щоб був та є про його і цього"),
        ("bg", "и в не на аз че той с това а как по но от у за се ще да са е като към за ние вие би само беше тя те вече или още ако няма когато до при му този което"),
        ("ar", "في من على ان الى التي عن لا ما هذا هذه مع كان كل قد هو هي بعد ذلك لم او بين كما عند و الذي لكن اذا حتى انه ثم غير ليس"),
        ("fa", "در به از که این را با است برای ان یک خود تا کرد بر هم نیز می شد ها او ما اما یا شده باید های دو کند بود"),
    ];

    private static readonly (ulong Hash, int[] Languages)[] Table = NewTable();

    /// <summary>Number of languages.</summary>
    public static int Languages => Profiles.Length;

    /// <summary>The BCP 47 primary tag of a language.</summary>
    public static string Tag(int language) => Profiles[language].Language;

    /// <summary>In which languages a word is common.</summary>
    /// <param name="hash"><see cref="Fingerprint.Hash"/> of the folded word.</param>
    public static ReadOnlySpan<int> Find(ulong hash) => Table[Place(Table, hash)].Languages;

    private static (ulong Hash, int[] Languages)[] NewTable()
    {
        var table = new (ulong Hash, int[] Languages)[1 << Bits];
        Array.Fill(table, (0UL, []));
        for (var language = 0; language < Profiles.Length; language++)
        {
            foreach (var word in Profiles[language].Words.Split(' '))
            {
                var hash = Fingerprint.Hash(TextFolding.Fold(word));
                ref var place = ref table[Place(table, hash)];
                if (!place.Languages.Contains(language)) place = (hash, [.. place.Languages, language]);
            }
        }

        return table;
    }

    /// <summary>Where the hash is, or would be; two fifths of the places are taken.</summary>
    private static int Place((ulong Hash, int[] Languages)[] table, ulong hash)
    {
        var place = (int)((hash * 0x9E3779B97F4A7C15) >> (64 - Bits));
        while (table[place].Hash != hash && table[place].Hash != 0) place = (place + 1) & (table.Length - 1);
        return place;
    }
}
