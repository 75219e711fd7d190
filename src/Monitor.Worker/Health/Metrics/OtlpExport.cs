using Monitor.Worker.Pipeline;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Monitor.Worker.Health.Metrics;

/// <summary>Pushes metrics to a collector by OTLP, every minute, for as long as the service runs. Listens from the moment it is made.</summary>
internal sealed class OtlpExport(Uri collector, StoreMeter store, TimeProvider time) : BackgroundService
{
    private readonly PeriodicTimer timer = new(TimeSpan.FromMinutes(1), time);

    private readonly MeterProvider provider = Sdk.CreateMeterProviderBuilder()
        .AddMeter(PipelineMeter.Name, StoreMeter.Name, "System.Runtime")
        .AddOtlpExporter((exporter, reader) =>
        {
            exporter.Endpoint = collector;
            exporter.Protocol = OtlpExportProtocol.Grpc;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = Timeout.Infinite;
        })
        .Build();

    public override void Dispose()
    {
        timer.Dispose();
        provider.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await store.RefreshAsync(stoppingToken);
            provider.ForceFlush();
        }
    }
}
