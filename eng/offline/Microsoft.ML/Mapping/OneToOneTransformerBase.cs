using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer each of whose outputs is made of one input.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(params (string Output, string Input)[] pairs)
    {
        var names = new HashSet<string>();
        foreach ((string output, string input) in pairs)
        {
            Check.NotEmpty(output, nameof(pairs));
            Check.NotEmpty(input, nameof(pairs));
            Check.Argument(names.Add(output), nameof(pairs), $"Name of the result column '{output}' specified multiple times");
        }
        Pairs = pairs;
    }

    private protected OneToOneTransformerBase(ModelLoadContext context)
    {
        Pairs = new (string, string)[context.Reader.ReadInt32()];
        for (int i = 0; i < Pairs.Length; i++)
            Pairs[i] = (context.ReadText(), context.ReadText());
    }

    internal (string Output, string Input)[] Pairs { get; }

    private protected void SavePairs(ModelSaveContext context)
    {
        context.Writer.Write(Pairs.Length);
        foreach ((string output, string input) in Pairs)
        {
            context.WriteText(output);
            context.WriteText(input);
        }
    }

    private protected int[] InputIndices(DataViewSchema schema) => Array.ConvertAll(
        Pairs,
        pair => schema.GetColumnOrNull(pair.Input)?.Index ?? throw Fail.ColumnMissing("inputSchema", "input", pair.Input));
}
