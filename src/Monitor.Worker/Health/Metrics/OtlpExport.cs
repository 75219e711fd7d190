using Monitor.Worker.Pipeline;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Monitor.Worker.Health.Metrics;

/// <summary>Pushes metrics to a collector by OTLP, every minute, for as long as the service runs.</summary>
internal sealed class OtlpExport(Uri collector, StoreMeter store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(PipelineMeter.Name, StoreMeter.Name, "System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = collector;
                exporter.Protocol = OtlpExportProtocol.Grpc;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = Timeout.Infinite;
            })
            .Build();
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await store.RefreshAsync(stoppingToken);
            provider.ForceFlush();
        }
    }
}
