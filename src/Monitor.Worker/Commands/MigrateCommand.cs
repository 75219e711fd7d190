using System.Globalization;
using Monitor.Worker.Storing;

namespace Monitor.Worker.Commands;

/// <summary><c>migrate</c>: brings the store's schema up to date, or says what that would do.</summary>
internal static class MigrateCommand
{
    /// <returns>With <paramref name="checkOnly"/> 0 when the schema is up to date and 1 when steps are pending.</returns>
    public static Task<int> RunAsync(CommandContext context, bool checkOnly, CancellationToken cancellation) =>
        context.WithSettingsAsync(settings => context.WithStoreAsync(async () =>
        {
            var store = new ConfiguredStore(settings.Options, context.Time);
            var schema = await store.SchemaAsync(cancellation);
            Migration.RefuseNewer(schema.Current, schema.Steps.Count, schema.Where);
            if (checkOnly) return await SayAsync(context.Output, schema);
            await (await store.OpenAsync(cancellation)).DisposeAsync();
            await context.Output.WriteLineAsync(schema.Current == schema.Steps.Count
                ? Invariant($"{schema.Where} is up to date: its schema is number {schema.Current}.")
                : Invariant($"{schema.Where}: schema {schema.Current} → {schema.Steps.Count}."));
            return ExitCode.Done;
        }));

    private static async Task<int> SayAsync(TextWriter output, StoreSchema schema)
    {
        if (schema.Current == schema.Steps.Count)
        {
            await output.WriteLineAsync(Invariant($"{schema.Where} is up to date: its schema is number {schema.Current}."));
            return ExitCode.Done;
        }

        await output.WriteLineAsync(Invariant($"{schema.Where}: schema {schema.Current}, this program's is {schema.Steps.Count}. Pending:"));
        foreach (var step in schema.Pending) await output.WriteLineAsync(Invariant($"  {step.Version:0000} {step.Name.Replace('_', ' ')}"));
        return ExitCode.Partly;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
