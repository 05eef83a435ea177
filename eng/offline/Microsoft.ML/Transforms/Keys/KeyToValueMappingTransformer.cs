using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keys as the values that their column's annotation names.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(params (string Output, string Input)[] pairs)
        : base(pairs)
    {
    }

    internal KeyToValueMappingTransformer(ModelLoadContext context)
        : base(context) => context.Require(ModelVersions.KeyToValue);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.KeyToValue);
        SavePairs(ctx);
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : OneToOneMapper
    {
        private readonly KeyToValueMappingTransformer _parent;
        private readonly PrimitiveDataViewType[] _valueTypes;

        public Mapper(KeyToValueMappingTransformer parent, DataViewSchema schema)
            : base(schema, parent.InputIndices(schema))
        {
            _parent = parent;
            _valueTypes = [.. parent.Pairs.Select((_, i) => ValueTypeOf(InputOf(i)))];
        }

        public override DataViewSchema.DetachedColumn[] Outputs => [.. _parent.Pairs.Select((pair, i) =>
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.Add(InputOf(i).Annotations, name => name == AnnotationKinds.SlotNames);
            DataViewType type = InputOf(i).Type is VectorDataViewType vector
                ? new VectorDataViewType(_valueTypes[i], vector.Dimensions) : _valueTypes[i];
            return new DataViewSchema.DetachedColumn(pair.Output, type, annotations.ToAnnotations());
        })];

        public override Delegate GetterOf(int output, DataViewRow input)
        {
            DataViewSchema.Column source = input.Schema[InputOf(output).Index];
            string method = source.Type is VectorDataViewType ? nameof(Vectors) : nameof(Scalars);
            return Generic.Call<Delegate>(
                typeof(Mapper), method, source.Type.ItemType().RawType, _valueTypes[output].RawType, input, source);
        }

        private static PrimitiveDataViewType ValueTypeOf(DataViewSchema.Column source)
        {
            DataViewType values = source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type;
            Check.State(values != null, "Metadata KeyValues does not exist");
            Check.State(
                values is VectorDataViewType vector && (ulong)vector.Size == source.Type.ItemType().KeyCount(),
                "KeyValues metadata size does not match column type key count");
            return (PrimitiveDataViewType)values.ItemType();
        }

        private static TValue[] ValuesOf<TValue>(DataViewSchema.Column source, out TValue missing)
        {
            VBuffer<TValue> values = default;
            source.GetKeyValues(ref values);
            missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
                : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN : default;
            return [.. values.DenseValues()];
        }

        private static ValueGetter<TValue> Scalars<TKey, TValue>(DataViewRow row, DataViewSchema.Column source)
            where TKey : INumberBase<TKey>
        {
            TValue[] values = ValuesOf(source, out TValue missing);
            ValueGetter<TKey> get = row.GetGetter<TKey>(source);
            TKey key = default;
            return (ref TValue value) =>
            {
                get(ref key);
                value = Look(values, key, missing);
            };
        }

        private static ValueGetter<VBuffer<TValue>> Vectors<TKey, TValue>(DataViewRow row, DataViewSchema.Column source)
            where TKey : INumberBase<TKey>
        {
            TValue[] values = ValuesOf(source, out TValue missing);
            ValueGetter<VBuffer<TKey>> get = row.GetGetter<VBuffer<TKey>>(source);
            VBuffer<TKey> keys = default;
            return (ref VBuffer<TValue> destination) =>
            {
                get(ref keys);
                VBufferEditor<TValue> editor = VBufferEditor.Create(ref destination, keys.Length);
                int slot = 0;
                foreach (TKey key in keys.DenseValues())
                    editor.Values[slot++] = Look(values, key, missing);
                destination = editor.Commit();
            };
        }

        private static TValue Look<TKey, TValue>(TValue[] values, TKey key, TValue missing)
            where TKey : INumberBase<TKey>
        {
            ulong place = ulong.CreateTruncating(key);
            return place > 0 && place <= (ulong)values.Length ? values[place - 1] : missing;
        }
    }
}
