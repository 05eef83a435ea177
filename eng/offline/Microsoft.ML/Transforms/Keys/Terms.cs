using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The values that have keys, in the keys' order.</summary>
internal abstract class Terms(PrimitiveDataViewType itemType, int count)
{
    public PrimitiveDataViewType ItemType { get; } = itemType;

    public int Count { get; } = count;

    /// <summary>The key type; without any term it still has one key, which nothing maps to.</summary>
    public KeyDataViewType KeyType { get; } = new(typeof(uint), Math.Max(count, 1));

    public abstract Delegate KeysOver(DataViewRow row, DataViewSchema.Column column);

    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, bool asText, DataViewSchema.Column source);

    public abstract void Save(ModelSaveContext context);

    public abstract void WriteText(TextWriter writer);

    public static Terms Of(PrimitiveDataViewType itemType, Array values) =>
        Generic.Call<Terms>(typeof(Terms), nameof(Make), itemType.RawType, itemType, values);

    public static Terms Load(ModelLoadContext context)
    {
        const byte Text = 0;
        if (context.Reader.ReadByte() != Text)
        {
            Binary.Codec codec = Binary.Codecs.ReadDescription(context.Reader);
            return Generic.Call<Terms>(typeof(Terms), nameof(LoadCoded), codec.Type.RawType, context, codec);
        }
        var texts = new ReadOnlyMemory<char>[context.Reader.ReadInt32()];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = context.ReadText().AsMemory();
        return new Terms<ReadOnlyMemory<char>>(TextDataViewType.Instance, texts);
    }

    private static Terms<T> Make<T>(PrimitiveDataViewType itemType, T[] values) => new(itemType, values);

    private static Terms<T> LoadCoded<T>(ModelLoadContext context, Binary.Codec codec)
    {
        int count = context.Reader.ReadInt32();
        T[] values = count == 0 ? [] : ((Binary.Codec<T>)codec).Read(context.Reader, count);
        return new Terms<T>((PrimitiveDataViewType)codec.Type, values);
    }
}
