namespace Monitor.Worker.Configuration;

/// <summary>Options that may hold what is right and yet probably not meant.</summary>
internal interface IDoubted
{
    /// <summary>The key and a sentence with the mend.</summary>
    IEnumerable<(string Key, string Warning)> Doubts();
}
