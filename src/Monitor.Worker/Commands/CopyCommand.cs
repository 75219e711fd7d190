using System.Globalization;
using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Commands;

/// <summary><c>copy</c>: moves the installation from SQLite to PostgreSQL.</summary>
internal static class CopyCommand
{
    public static Task<int> RunAsync(CommandContext context, string to, string schema, CancellationToken cancellation) =>
        context.WithSettingsAsync(async settings =>
        {
            if (new ConfiguredStore(settings.Options, context.Time).Server is not null)
                return await RefuseAsync(context, "copy moves a store from SQLite to PostgreSQL, and the configuration names PostgreSQL already. Run it with the configuration of before.");
            if (PostgresAddress.Problem(to) is { } problem) return await RefuseAsync(context, $"--to {problem}. The password may be in PGPASSWORD or ~/.pgpass.");
            return await context.WithStoreAsync(async () =>
            {
                var target = PostgresAddress.Of(to, schema);
                using var progress = PercentLine.On(context.Errors, "Copy");
                var copied = await new StoreCopy(settings.Options.DataDirectory, target, context.Time).RunAsync(progress, cancellation);
                await SayAsync(context.Output, copied, target);
                return ExitCode.Done;
            });
        });

    private static async Task SayAsync(TextWriter output, IReadOnlyList<CopiedTable> copied, PostgresAddress target)
    {
        foreach (var table in copied) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Rows,14:#,0}  {table.Table}"));
        await output.WriteLineAsync($"Every row arrived: {target.Where}. Now set Store:Engine to postgres, with its connection string, before the service starts again; the file that it kept until now must not be told from any more.");
    }

    private static async Task<int> RefuseAsync(CommandContext context, string problem)
    {
        await context.Errors.WriteLineAsync(problem);
        return ExitCode.Usage;
    }
}
