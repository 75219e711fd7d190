namespace Monitor.Worker.Configuration;

/// <summary>Carries the word that the configuration has probably changed to whoever reads it.</summary>
public sealed class ConfigurationNews
{
    /// <summary>Somebody else has changed theirs.</summary>
    public Action Came { get; set; } = () => { };

    public void Tell() => Came();
}
