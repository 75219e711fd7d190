using System.Collections.Frozen;

namespace Monitor.Sources.Text;

/// <summary>Names of months and zones as dates in feeds write them, in the languages they were seen in.</summary>
internal static class DateWords
{
    private static readonly string[] MonthNames =
    [
        "jan january janvier janv januar jänner enero ene gennaio gen janeiro januari янв января ιαν ianuarie styczeń stycznia sty január ledna leden ocak tammi",
        "feb february février fevrier févr fevr fév fev februar feber febrero febbraio fevereiro februari фев февраля φεβ luty lutego lut február února únor şubat",
        "mar march mars märz maerz mär mrz marzo março marco maart mrt мар марта μαρ μάρ marzec marca március março března březen mart",
        "apr april avril avr abril abr aprile апр апреля απρ kwiecień kwietnia kwi április dubna duben nisan",
        "may mai mayo maggio mag maio mei май мая μάι μαϊ μαι maj maja május květen mayıs",
        "jun june juin juni junio giugno giu junho июн июня ιούν ιον czerwiec czerwca cze június června červen haziran",
        "jul july juillet juil juli julio luglio lug julho июл июля ιούλ ιολ lipiec lipca lip július července červenec temmuz",
        "aug august août aout aoû agosto ago augustus авг августа αύγ αυγ sierpień sierpnia sie augusztus srpna srpen ağustos",
        "sep sept september septembre septiembre setembro settembre set sett сен сентября σεπ wrzesień września wrz szeptember září eylül",
        "oct october octobre oktober okt octubre outubro out ottobre ott окт октября οκτ październik października paź október října říjen ekim",
        "nov november novembre noviembre novembro ноя ноября νοέ νοε listopad listopada lis listopadu kasım",
        "dec december décembre decembre déc dezember dez dezembro diciembre dic dicembre дек декабря δεκ grudzień grudnia gru prosinec prosince aralık",
    ];

    private static readonly FrozenDictionary<string, int> Months = MonthNames
        .SelectMany((names, index) => names.Split(' ').Distinct(StringComparer.Ordinal).Select(name => (name, index)))
        .DistinctBy(month => month.name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(month => month.name, month => month.index + 1, StringComparer.OrdinalIgnoreCase);

    // RFC 822, 5.1, and the abbreviations that feeds add. Where one means several zones, the one that writes feeds most.
    private static readonly FrozenDictionary<string, int> Zones = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["WEST"] = 60, ["BST"] = 60,
        ["EST"] = -300, ["EDT"] = -240, ["CST"] = -360, ["CDT"] = -300, ["MST"] = -420, ["MDT"] = -360, ["PST"] = -480, ["PDT"] = -420,
        ["ET"] = -300, ["CT"] = -360, ["MT"] = -420, ["PT"] = -480, ["AST"] = -240, ["ADT"] = -180, ["NST"] = -210, ["NDT"] = -150,
        ["AKST"] = -540, ["AKDT"] = -480, ["HST"] = -600, ["BRT"] = -180, ["BRST"] = -120, ["ART"] = -180, ["CLT"] = -240,
        ["CET"] = 60, ["CEST"] = 120, ["MET"] = 60, ["MEZ"] = 60, ["MESZ"] = 120, ["MEST"] = 120, ["EET"] = 120, ["EEST"] = 180,
        ["MSK"] = 180, ["MSD"] = 240, ["SAST"] = 120, ["IST"] = 330, ["PKT"] = 300, ["ICT"] = 420, ["WIB"] = 420, ["SGT"] = 480, ["HKT"] = 480,
        ["AWST"] = 480, ["JST"] = 540, ["KST"] = 540, ["ACST"] = 570, ["ACDT"] = 630, ["AEST"] = 600, ["AEDT"] = 660, ["NZST"] = 720, ["NZDT"] = 780,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthOf = Months.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> OffsetOf = Zones.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>1 to 12; 0 when the word is no month.</summary>
    public static int Month(ReadOnlySpan<char> word) => MonthOf.TryGetValue(word, out var month) ? month : 0;

    /// <summary>Minutes east of Greenwich.</summary>
    public static bool TryZone(ReadOnlySpan<char> word, out int minutes) => OffsetOf.TryGetValue(word, out minutes);
}
