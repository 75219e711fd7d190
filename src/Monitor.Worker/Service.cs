using Monitor.Core.Storing;
using Monitor.Worker.Access;
using Monitor.Worker.Configuration;
using Monitor.Worker.Health;
using Monitor.Worker.Health.Metrics;
using Monitor.Worker.Jobs;
using Monitor.Worker.Receiving;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Web;
using Quartz;
using Serilog;

namespace Monitor.Worker;

/// <summary>The running service over an installation: schedule, dispatcher, page and health.</summary>
internal sealed class Service(WebApplication app, Installation installation) : IAsyncDisposable
{
    // Kubernetes kills after 30 s; what is under way has this long to end in order.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(25);

    private const int MostStarts = 10;

    private static readonly TimeSpan StartPause = TimeSpan.FromSeconds(1);

    // After a pause everything is due: this bounds what one node does of it at a time.
    private const int LooksAtOnce = 16;

    /// <summary>What other nodes say of the configuration.</summary>
    public ConfigurationNews ConfigurationNews => installation.ConfigurationNews;

    /// <summary>Starts everything and returns when the service is ready.</summary>
    public static async Task<Service> StartAsync(Installation installation, Serilog.ILogger logger, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "monitor" });
        builder.WebHost.UseKestrelCore().UseUrls(installation.Settings.Options.Listen.Split(';', StringSplitOptions.TrimEntries));
        builder.Logging.AddSerilog(logger);
        AddServices(builder.Services, installation);
        var app = builder.Build();
        app.UseRouting();
        var door = app.Services.GetRequiredService<Doorkeeper>();
        Pages.Map(app, installation, door);
        HealthChecks.Map(app);
        MetricsPage.Map(app, door, installation.Settings.Options.Metrics.Open);
        Receive(app, installation);
        var service = new Service(app, installation);
        await service.BeginAsync(cancellation);
        return service;
    }

    /// <summary>Takes a changed configuration over without a restart.</summary>
    public async Task ReplaceAsync(MonitorSettings settings, CancellationToken cancellation)
    {
        app.Services.GetRequiredService<Doorkeeper>().Take(settings.Options.Access);
        await installation.ReplaceAsync(settings, cancellation);
        await app.Services.GetRequiredService<Attendance>().ReportAsync(cancellation);
    }

    /// <summary>Waits for the stop signal, then drains. False when a part of the service died.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        await app.WaitForShutdownAsync(cancellation);
        return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().All(part => part.ExecuteTask is not { IsFaulted: true });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void AddServices(IServiceCollection services, Installation installation)
    {
        var retention = installation.Settings.Options.Retention;
        services.AddRoutingCore();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        services.AddSingleton(installation.Time);
        services.AddSingleton(new Doorkeeper(installation.Settings.Options.Access, installation.Time));
        services.AddSingleton(installation.Watch);
        services.AddSingleton(installation.TellNow);
        services.AddSingleton(installation.Scan);
        services.AddSingleton(installation.Digests);
        services.AddSingleton(installation.Dispatch);
        services.AddSingleton(installation.Database);
        services.AddSingleton(installation.TraceLinks);
        services.AddSingleton(installation.MatchAgain);
        services.AddSingleton(installation.LinkRound);
        services.AddSingleton(installation.Database.Reader);
        services.AddSingleton(installation.Database.Outbox);
        services.AddSingleton(installation.Database.Links);
        services.AddSingleton(installation.Database.Retention);
        services.AddSingleton(installation.Database.Unclaimed);
        services.AddSingleton(new RetentionTerms(retention.Documents, retention.Mentions));
        services.AddSingleton(installation.Database.Leases);
        services.AddSingleton(installation.Database.Nodes);
        services.AddSingleton(installation.ConfigurationNews);
        services.AddSingleton<LeasedWork>();
        services.AddSingleton<Schedule>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<MetricsText>();
        services.AddSingleton<StoreMeter>();
        if (installation.Settings.Options.Metrics.Otlp is { } collector) services.AddHostedService(provider => new OtlpExport(collector, provider.GetRequiredService<StoreMeter>(), installation.Time));
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(LooksAtOnce);
            if (installation.Database.Cluster is { } cluster) ClusteredSchedule.Join(quartz, cluster);
        });
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.AddSingleton<Attendance>();
        services.AddHostedService(provider => provider.GetRequiredService<Attendance>());
        services.AddHostedService<ScheduleKeeper>();
        services.AddHostedService<Dispatcher>();
        services.AddHostedService<Listener>();
        services.AddHostedService<LinkTracer>();
        if (installation.Settings.Options.Push.Enabled) AddReceiving(services, installation);
    }

    private static void AddReceiving(IServiceCollection services, Installation installation)
    {
        services.AddSingleton(installation.Database.Subscriptions);
        services.AddSingleton(new Hub(installation.Gate, installation.Settings.Options.BaseUrl));
        services.AddSingleton<PushedLooks>();
        services.AddHostedService(provider => provider.GetRequiredService<PushedLooks>());
        services.AddHostedService<Subscriber>();
    }

    private static void Receive(WebApplication app, Installation installation)
    {
        var options = installation.Settings.Options;
        if (!options.Push.Enabled) return;
        installation.TakePushes();
        var looks = app.Services.GetRequiredService<PushedLooks>();
        new Callbacks(installation.Database.Subscriptions, looks.Tell, options.Network.MaxBytes, installation.Time).Map(app);
    }

    // The host ends when a part of it does not start, and the scheduler looks at its tables once: a pause just then is no reason to.
    private async Task PrepareScheduleAsync(CancellationToken cancellation)
    {
        var schedulers = app.Services.GetRequiredService<ISchedulerFactory>();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await schedulers.GetScheduler(cancellation);
                return;
            }
            catch (SchedulerException problem) when (PostgresFaults.IsCutOff(problem))
            {
                if (tries == MostStarts) throw new StoreException(StoreFault.Unavailable, $"The scheduler could not read its tables: {problem.GetBaseException().Message} Start again when the database answers.", problem);
                await Task.Delay(StartPause, installation.Time, cancellation);
            }
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        // First of all: the clock that the nodes share is set by it.
        await app.Services.GetRequiredService<Attendance>().ReportAsync(cancellation);

        // Digest slots that were due while nothing was stored yet are closed before the first look, so that a new installation does not
        // open with a digest of everything it finds.
        await installation.Digests.CloseDueAsync(cancellation);
        await PrepareScheduleAsync(cancellation);
        await app.StartAsync(cancellation);
        app.Services.GetRequiredService<Readiness>().Begin();
    }
}
