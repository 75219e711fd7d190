using System.Text;
using Monitor.Worker.Access;

namespace Monitor.Worker.Commands;

/// <summary><c>hash</c>: what <c>Access</c> keeps of a password or a token.</summary>
internal static class HashCommand
{
    private const int Shortest = 8;

    /// <summary>Makes a token, which nobody can read again from its hash.</summary>
    public static async Task<int> TokenAsync(TextWriter output)
    {
        var token = TokenHash.NewToken();
        await output.WriteLineAsync($"token  {token}");
        await output.WriteLineAsync($"hash   {TokenHash.Of(token)}");
        return ExitCode.Done;
    }

    /// <param name="password">Gives one line; null at the end.</param>
    /// <param name="output">Takes the hash.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static async Task<int> PasswordAsync(Func<string?> password, TextWriter output, TextWriter errors)
    {
        if (password() is not { Length: >= Shortest } line)
        {
            await errors.WriteLineAsync($"hash reads a password of at least {Shortest} characters from standard input: printf '%s' \"$PASSWORD\" | monitor hash");
            return ExitCode.Usage;
        }

        await output.WriteLineAsync(PasswordHash.Of(line).ToString());
        return ExitCode.Done;
    }

    /// <summary>From a terminal without showing it, else as it comes.</summary>
    public static string? Read()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine();
        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        for (var pressed = Console.ReadKey(intercept: true); pressed.Key != ConsoleKey.Enter; pressed = Console.ReadKey(intercept: true))
        {
            if (pressed.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(pressed.KeyChar)) typed.Append(pressed.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
