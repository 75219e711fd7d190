namespace Monitor.Worker.Configuration;

/// <summary>What the service tells machines about itself.</summary>
public sealed class MetricsOptions
{
    /// <summary>Whether whoever reaches the listening address may read <c>/metrics</c>; otherwise only programs on its own machine.</summary>
    public bool Open { get; set; }

    /// <summary>Where metrics are pushed by OTLP (gRPC), such as <c>http://collector:4317</c>; null pushes nothing.</summary>
    public Uri? Otlp { get; set; }
}
