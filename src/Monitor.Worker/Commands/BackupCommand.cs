using System.Globalization;
using Monitor.Worker.Configuration;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Worker.Commands;

/// <summary><c>backup</c> and <c>restore</c>: the SQLite store as one file. PostgreSQL has its own tools, which are named.</summary>
internal static class BackupCommand
{
    public static Task<int> BackupAsync(CommandContext context, string file, bool force, CancellationToken cancellation) =>
        context.WithSettingsAsync(settings => context.WithStoreAsync(async () =>
        {
            if (Server(settings) is { } server) return await PointToAsync(context, server.Dump(file));
            using var progress = PercentLine.On(context.Errors, "Backup");
            SqliteBackup.Write(settings.Options.DataDirectory, file, force, progress, cancellation);
            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length:#,0} bytes, checked."));
            return ExitCode.Done;
        }));

    public static Task<int> RestoreAsync(CommandContext context, string file, CancellationToken cancellation) =>
        context.WithSettingsAsync(settings => context.WithStoreAsync(async () =>
        {
            if (Server(settings) is { } server) return await PointToAsync(context, server.Restore(file));
            using var progress = PercentLine.On(context.Errors, "Restore");
            var migrations = new SqliteMigrations(SqliteMigrations.Embedded, context.Time);
            var restored = new SqliteRestore(settings.Options.DataDirectory, migrations, context.Time).Run(file, progress, cancellation);
            var schema = restored.From == restored.To ? "" : string.Create(CultureInfo.InvariantCulture, $" Its schema was brought from {restored.From} to {restored.To}.");
            var aside = restored.Aside is null ? "" : $" What was there is kept as {restored.Aside}.";
            await context.Output.WriteLineAsync($"{file} is restored.{schema}{aside}");
            return ExitCode.Done;
        }));

    private static PostgresAddress? Server(MonitorSettings settings) =>
        new ConfiguredStore(settings.Options, TimeProvider.System).Server is { } server ? PostgresAddress.Of(server, settings.Options.Store.Schema) : null;

    private static async Task<int> PointToAsync(CommandContext context, string command)
    {
        await context.Errors.WriteLineAsync($"The store is PostgreSQL, which has its own tools for that; it asks for the password, or reads it from ~/.pgpass:\n\n  {command}\n");
        return ExitCode.Usage;
    }
}
