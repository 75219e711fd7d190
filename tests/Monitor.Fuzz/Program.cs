using Monitor.Fuzz.Bombs;

namespace Monitor.Fuzz;

internal static class Program
{
    /// <summary>
    /// <c>hostile [NAME…]</c> measures what each bomb costs; anything else fuzzes:
    /// <c>[--count N] [--seed N] [--from N] [--pumped ONE-IN-N] [--findings DIR] [TARGET…]</c>.
    /// </summary>
    private static int Main(string[] args) => args switch
    {
        ["hostile", .. var names] => BombReport.Write(names, Console.Out),
        ["bomb", var name, var harmless, var place] => BombReport.Light(name, harmless, place, Console.Out),
        _ => FuzzRun.Start(args, Console.Out),
    };
}
