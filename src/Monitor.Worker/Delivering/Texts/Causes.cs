using Monitor.Core.Fetching;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Texts;

/// <summary>Why something was not seen, in the language of who reads it. English is the language of what sources and their faults say.</summary>
internal abstract class Causes
{
    public static Causes English { get; } = new EnglishCauses();

    public static Causes French { get; } = new FrenchCauses();

    /// <summary>Why a stretch of time was not seen.</summary>
    public string Of(Gap gap) => gap.Cause == GapCause.None && gap.Reason.Length == 0 ? NobodyLooked : Say(gap.Cause, gap.Reason);

    /// <summary>Why the last look at a source failed.</summary>
    public string Of(SourceMemory source) => Say(source.Fault?.Cause() ?? GapCause.None, source.Problem ?? "");

    protected abstract string NobodyLooked { get; }

    protected abstract string Say(GapCause cause, string sentence);

    private sealed class EnglishCauses : Causes
    {
        protected override string NobodyLooked => "nobody looked, because the service did not run";

        protected override string Say(GapCause cause, string sentence) => string.IsNullOrWhiteSpace(sentence) ? cause.ToString() : sentence;
    }

    private sealed class FrenchCauses : Causes
    {
        protected override string NobodyLooked => "personne n’a regardé, car le service était arrêté";

        // What was recorded before causes were has its sentence alone.
        protected override string Say(GapCause cause, string sentence) => cause switch
        {
            GapCause.TurnedOver => "la source ne montre que ses dernières parutions et toutes étaient nouvelles\u202f: d’autres ont pu paraître et disparaître entre-temps. À consulter plus souvent.",
            GapCause.TooMuch => "il y avait plus de parutions que la source n’en donne, ou que nous n’en lisons, en une fois. Une requête plus étroite ou une limite plus haute y remédie.",
            GapCause.NotBelieved => "la réponse de la source n’était pas crédible\u202f: vide, alors qu’elle n’aurait pas dû l’être.",
            GapCause.Unreachable => "la source n’a pas répondu, ou par une erreur de son côté. Elle est consultée de nouveau d’elle-même.",
            GapCause.Throttled => "la source demande de revenir plus tard. Elle est consultée de nouveau d’elle-même.",
            GapCause.Denied => "l’accès à la source est refusé\u202f: quelqu’un doit intervenir. La commande «\u202fmonitor check --online\u202f» dit pourquoi.",
            GapCause.Gone => "il n’y a plus rien à cette adresse\u202f: il faut la corriger ou la retirer.",
            GapCause.Malformed => "la réponse n’est pas ce que cette source devrait donner. La commande «\u202fmonitor check --online\u202f» dit pourquoi.",
            _ => string.IsNullOrWhiteSpace(sentence) ? "raison inconnue" : sentence,
        };
    }
}
