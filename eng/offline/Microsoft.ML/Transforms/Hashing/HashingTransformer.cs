using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Randomness;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values to keys; missing values to the missing key.</summary>
public sealed class HashingTransformer : OneToOneTransformerBase
{
    private readonly HashedColumn[] _columns;

    internal HashingTransformer(params HashedColumn[] columns)
        : base(Array.ConvertAll(columns, c => (c.Output, c.Input))) => _columns = columns;

    internal HashingTransformer(ModelLoadContext context)
        : base(context)
    {
        context.Require(ModelVersions.Hash);
        _columns = Array.ConvertAll(Pairs, p =>
        {
            var column = new HashedColumn(p.Output, p.Input, context.Reader.ReadInt32(), context.Reader.ReadUInt32(), context.Reader.ReadBoolean());
            Check.Format(!context.Reader.ReadBoolean(), "This stand-in combines no items of vectors; the real Microsoft.ML does.");
            return column;
        });
    }

    internal static void RequireType(DataViewType type) => Check.Argument(
        type.ItemType() is TextDataViewType or KeyDataViewType or NumberDataViewType or BooleanDataViewType or RowIdDataViewType,
        "inputSchema",
        "Expected Text, Key, numeric, Boolean or DataViewRowId item type");

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.Hash);
        SavePairs(ctx);
        foreach (HashedColumn column in _columns)
        {
            ctx.Writer.Write(column.Bits);
            ctx.Writer.Write(column.Seed);
            ctx.Writer.Write(column.IsOrdered);
            ctx.Writer.Write(false);
        }
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new Mapper(this, schema, InputIndices(schema));

    private sealed class Mapper(HashingTransformer parent, DataViewSchema schema, int[] inputs) : OneToOneMapper(schema, inputs)
    {
        public override DataViewSchema.DetachedColumn[] Outputs => [.. parent._columns.Select(Output)];

        public override Delegate GetterOf(int output, DataViewRow input)
        {
            DataViewSchema.Column column = input.Schema[InputOf(output).Index];
            string method = column.Type is VectorDataViewType ? nameof(Vectors) : nameof(Scalars);
            return Generic.Call<Delegate>(this, method, column.Type.ItemType().RawType, input, column, parent._columns[output]);
        }

        private static ValueGetter<uint> Scalars<T>(DataViewRow row, DataViewSchema.Column column, HashedColumn hashed)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            var state = new ValueHash<T>(column.Type is KeyDataViewType);
            uint seed = hashed.IsOrdered ? Murmur.Round(hashed.Seed, 0) : hashed.Seed;
            T value = default;
            return (ref uint key) =>
            {
                get(ref value);
                key = state.KeyOf(value, seed, hashed.Bits);
            };
        }

        private static ValueGetter<VBuffer<uint>> Vectors<T>(DataViewRow row, DataViewSchema.Column column, HashedColumn hashed)
        {
            ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
            var state = new ValueHash<T>(column.Type.ItemType() is KeyDataViewType);
            VBuffer<T> values = default;
            return (ref VBuffer<uint> keys) =>
            {
                get(ref values);
                VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, values.Length);
                int place = 0;
                foreach (T value in values.DenseValues())
                {
                    uint seed = hashed.IsOrdered ? Murmur.Round(hashed.Seed, (uint)place) : hashed.Seed;
                    editor.Values[place++] = state.KeyOf(value, seed, hashed.Bits);
                }
                keys = editor.Commit();
            };
        }

        private DataViewSchema.DetachedColumn Output(HashedColumn column, int index)
        {
            DataViewSchema.Column input = InputOf(index);
            RequireType(input.Type);
            var key = new KeyDataViewType(typeof(uint), 1ul << column.Bits);
            DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Size) : key;
            var annotations = new DataViewSchema.Annotations.Builder();
            if (input.HasSlotNames())
                annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
            return new DataViewSchema.DetachedColumn(column.Output, type, annotations.ToAnnotations());
        }
    }
}
