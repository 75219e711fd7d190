namespace Monitor.Worker.Configuration;

/// <summary>Options whose values must fit each other.</summary>
internal interface IChecked
{
    /// <summary>What is wrong beyond the limits of single values: the key and a sentence with the mend.</summary>
    IEnumerable<(string Key, string Problem)> Check();
}
