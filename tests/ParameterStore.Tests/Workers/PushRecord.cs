namespace ParameterStore.Tests;

/// <summary>A copy of a push, since the push itself is lent and used again.</summary>
internal sealed class PushRecord
{
    private readonly Dictionary<int, RowRange[]> _ranges = [];
    private readonly Dictionary<int, float[]> _images = [];

    public PushRecord(Push push)
    {
        Attempt = push.Attempt;
        Blocks = push.Blocks.ToArray();
        Losses = push.Losses.ToArray();
        foreach (TablePush part in push.Tables)
        {
            _ranges.Add(part.Table.Index, part.Ranges.ToArray());
            _images.Add(part.Table.Index, part.Image.ToArray());
        }
    }

    public AttemptId Attempt { get; }

    public BlockId[] Blocks { get; }

    public BlockLoss[] Losses { get; }

    public RowRange[] Ranges(TableId table) => _ranges.GetValueOrDefault(table.Index, []);

    public float[] Image(TableId table) => _images[table.Index];
}
