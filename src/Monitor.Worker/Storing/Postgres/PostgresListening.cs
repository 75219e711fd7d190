using Npgsql;

namespace Monitor.Worker.Storing.Postgres;

/// <summary>Hears of what other nodes stored to tell, on a connection of its own. What is missed while it is lost, the dispatcher's rounds find.</summary>
internal sealed class PostgresListening(NpgsqlDataSource source, PostgresAddress address, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Listens until cancelled, again after every loss; each beginning counts as a notification, as one may have been missed.</summary>
    public async Task RunAsync(Action told, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await HearAsync(told, cancellation);
            }
            catch (Exception error) when (PostgresFaults.CauseOf(error) is not null && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(Pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task HearAsync(Action told, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload == address.Schema) told();
        };
        await using (var listen = new NpgsqlCommand("LISTEN monitor_told", connection)) await listen.ExecuteNonQueryAsync(cancellation);
        told();
        while (true) await connection.WaitAsync(cancellation);
    }
}
