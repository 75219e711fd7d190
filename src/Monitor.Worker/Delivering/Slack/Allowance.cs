namespace Monitor.Worker.Delivering.Slack;

/// <summary>
/// What one message may still hold. Slack documents 50 blocks; that all texts together have a limit it does not: 9,597 characters were
/// taken and 11,341 refused with msg_blocks_too_long (slackapi/bolt-js#2867). Addresses are counted as text, to be on the safe side.
/// </summary>
internal sealed class Allowance
{
    public const int MostBlocks = 45;
    public const int MostCharacters = 9_000;

    private int blocks = MostBlocks;
    private int characters = MostCharacters;

    /// <summary>Takes all of it, or nothing and false.</summary>
    public bool Take(int blocks, int characters)
    {
        if (blocks > this.blocks || characters > this.characters) return false;
        this.blocks -= blocks;
        this.characters -= characters;
        return true;
    }
}
