using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Quartz;

namespace Monitor.Worker.Jobs;

/// <summary>
/// Quartz's own clustering on the store's database: a fire happens on one node, a source is looked at by one node at a time, and what a dead node was
/// looking at is looked at again by another. Its tables (<c>qrtz_…</c>) lie beside ours and hold nothing that cannot be made again from them.
/// </summary>
internal static class ClusteredSchedule
{
    // A node that has not checked in for both together is taken for dead.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(3), Grace = TimeSpan.FromSeconds(5);

    // A look that recovery began is late from the start, and one that is late by more than this is fired by a round of its own, which is this often as well.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(15), LateRound = TimeSpan.FromSeconds(5);

    public static void Join(IQuartzBuilder quartz, Cluster cluster)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "monitor";
            scheduler.InstanceId = cluster.Node;

            // A trigger that another node wrote is seen after so long; Quartz signals only its own.
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(2);
        });
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.DataSourceFactory = _ => cluster.Schedule);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(nodes => (nodes.CheckinInterval, nodes.CheckinMisfireThreshold) = (CheckIn, Grace));
            store.ProvisionSchema();
            store.ConfigureStore(options =>
            {
                options.StoreJobDataAsStrings = true;
                options.DbRetryInterval = TimeSpan.FromSeconds(1);
                options.CommandTimeout = TimeSpan.FromSeconds(10);
                (options.MisfireThreshold, options.MisfireHandlerFrequency) = (Late, LateRound);

                // By the same rules as our own transactions, and for about as long: Quartz itself gives up where a pause within a transaction cut the connection.
                options.IsTransient = PostgresFaults.IsCutOff;
                (options.MaxTransientRetries, options.TransientRetryInterval) = (20, TimeSpan.FromMilliseconds(500));
            });
        });
    }
}
