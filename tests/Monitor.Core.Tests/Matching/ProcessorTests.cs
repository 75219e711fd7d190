using System.Diagnostics;

namespace Monitor.Core.Tests.Matching;

/// <summary>
/// Some loops have two forms, one for processors with AVX-512, AES and BMI2 and one for all others. A machine alone would only ever test
/// one. The runtime has no switch for BMI2 any more: without AVX2 it uses neither that nor AVX-512.
/// </summary>
public sealed class ProcessorTests
{
    private static readonly string[] Tests =
    [
        $"{typeof(FoldedWordsTests)}.{nameof(FoldedWordsTests.Every_character_folds_as_in_the_plain_reading_whatever_its_neighbours)}",
        $"{typeof(FoldedWordsEdgeTests)}.{nameof(FoldedWordsEdgeTests.Words_are_found_wherever_they_begin_and_end)}",
        $"{typeof(IndexAgreementTests)}.{nameof(IndexAgreementTests.Many_queries_in_one_index_agree)}",
        $"{typeof(WordHashTests)}.{nameof(WordHashTests.Every_byte_of_a_word_counts_and_its_length)}",
        $"{typeof(WordHashTests)}.{nameof(WordHashTests.Words_fill_the_first_bits_of_a_hash_evenly)}",
        $"{typeof(WordHashTests)}.{nameof(WordHashTests.Words_that_share_a_hash_are_told_apart)}",
    ];

    [Fact]
    public async Task What_holds_with_wide_vectors_holds_without_them()
    {
        var program = Path.ChangeExtension(typeof(ProcessorTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program, [.. Tests.SelectMany(test => (string[])["-method", test]), "-noColor"]) { RedirectStandardOutput = true };
        foreach (var feature in (string[])["AVX2", "AES"]) start.Environment[$"DOTNET_Enable{feature}"] = "0";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains($"Total: {Tests.Length}, Errors: 0, Failed: 0, Skipped: 0", said, StringComparison.Ordinal);
    }
}
