using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Columns in another item type.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    private const byte KeyMark = 0x80;

    private readonly DataKind[] _kinds;
    private readonly ulong[] _keyCounts;

    internal TypeConvertingTransformer(DataKind kind, params (string Output, string Input)[] pairs)
        : base(pairs)
    {
        _kinds = Array.ConvertAll(pairs, _ => kind);
        _keyCounts = new ulong[pairs.Length];
    }

    internal TypeConvertingTransformer(ModelLoadContext context)
        : base(context)
    {
        context.Require(ModelVersions.ConvertType);
        _kinds = new DataKind[Pairs.Length];
        _keyCounts = new ulong[Pairs.Length];
        for (int i = 0; i < _kinds.Length; i++)
        {
            byte kind = context.Reader.ReadByte();
            _kinds[i] = (DataKind)(kind & ~KeyMark);
            if ((kind & KeyMark) != 0)
                _keyCounts[i] = context.Reader.ReadUInt64();
        }
    }

    internal DataKind KindOf(int output) => _kinds[output];

    /// <summary>The item type that an output has over an input's item type; null if keys cannot be of the wanted kind.</summary>
    internal PrimitiveDataViewType TargetOf(int output, DataViewType itemType)
    {
        PrimitiveDataViewType plain = ColumnTypes.OfKind(_kinds[output]);
        if (_keyCounts[output] > 0)
            return itemType is KeyDataViewType or TextDataViewType ? new KeyDataViewType(plain.RawType, _keyCounts[output]) : null;
        if (itemType is not KeyDataViewType key)
            return plain;
        if (!KeyDataViewType.IsValidDataType(plain.RawType))
            return null;
        ulong largest = plain.RawType == typeof(byte) ? byte.MaxValue : plain.RawType == typeof(ushort) ? ushort.MaxValue
            : plain.RawType == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
        return new KeyDataViewType(plain.RawType, Math.Min(key.Count, largest));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.ConvertType);
        SavePairs(ctx);
        for (int i = 0; i < _kinds.Length; i++)
        {
            if (_keyCounts[i] == 0)
            {
                ctx.Writer.Write((byte)_kinds[i]);
                continue;
            }
            ctx.Writer.Write((byte)((byte)_kinds[i] | KeyMark));
            ctx.Writer.Write(_keyCounts[i]);
        }
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : OneToOneMapper
    {
        private readonly TypeConvertingTransformer _parent;
        private readonly PrimitiveDataViewType[] _targets;
        private readonly Delegate[] _conversions;

        public Mapper(TypeConvertingTransformer parent, DataViewSchema schema)
            : base(schema, parent.InputIndices(schema))
        {
            _parent = parent;
            _targets = new PrimitiveDataViewType[parent.Pairs.Length];
            _conversions = new Delegate[parent.Pairs.Length];
            for (int i = 0; i < _targets.Length; i++)
            {
                DataViewType source = InputOf(i).Type.ItemType();
                _targets[i] = parent.TargetOf(i, source);
                _conversions[i] = _targets[i] == null ? null : Conversion.Find(source, _targets[i]);
                Check.Argument(
                    _conversions[i] != null,
                    "inputSchema",
                    $"source column '{InputOf(i).Name}' with item type '{InputOf(i).Type}' is not compatible with destination type '{parent._kinds[i]}'");
            }
        }

        public override DataViewSchema.DetachedColumn[] Outputs => [.. _parent.Pairs.Select((pair, i) =>
            new DataViewSchema.DetachedColumn(pair.Output, TypeOf(i), AnnotationsOf(i)))];

        public override Delegate GetterOf(int output, DataViewRow input)
        {
            DataViewSchema.Column source = input.Schema[InputOf(output).Index];
            string method = source.Type is VectorDataViewType ? nameof(Vectors) : nameof(Scalars);
            return Generic.Call<Delegate>(
                typeof(Mapper), method, source.Type.ItemType().RawType, _targets[output].RawType, input, source, _conversions[output]);
        }

        private DataViewType TypeOf(int output) =>
            InputOf(output).Type is VectorDataViewType vector ? new VectorDataViewType(_targets[output], vector.Dimensions) : _targets[output];

        private DataViewSchema.Annotations AnnotationsOf(int output)
        {
            DataViewSchema.Column source = InputOf(output);
            var annotations = new DataViewSchema.Annotations.Builder();
            if (source.Type.IsKnownVector())
                annotations.Add(source.Annotations, name => name == AnnotationKinds.SlotNames);
            if (_targets[output].KeyCount() > 0 && _targets[output].KeyCount() == source.Type.ItemType().KeyCount())
                annotations.Add(source.Annotations, name => name == AnnotationKinds.KeyValues);
            if (_targets[output] is NumberDataViewType && source.Type.ItemType() is NumberDataViewType)
                annotations.Add(source.Annotations, name => name == AnnotationKinds.IsNormalized);
            if (_targets[output] is NumberDataViewType && source.Type is BooleanDataViewType)
                annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
            return annotations.ToAnnotations();
        }

        private static ValueGetter<TTarget> Scalars<TSource, TTarget>(DataViewRow row, DataViewSchema.Column column, Delegate conversion)
        {
            var convert = (Func<TSource, TTarget>)conversion;
            ValueGetter<TSource> get = row.GetGetter<TSource>(column);
            TSource value = default;
            return (ref TTarget destination) =>
            {
                get(ref value);
                destination = convert(value);
            };
        }

        private static ValueGetter<VBuffer<TTarget>> Vectors<TSource, TTarget>(DataViewRow row, DataViewSchema.Column column, Delegate conversion)
        {
            var convert = (Func<TSource, TTarget>)conversion;
            ValueGetter<VBuffer<TSource>> get = row.GetGetter<VBuffer<TSource>>(column);
            VBuffer<TSource> value = default;
            return (ref VBuffer<TTarget> destination) =>
            {
                get(ref value);
                ReadOnlySpan<TSource> items = value.GetValues();
                VBufferEditor<TTarget> editor = VBufferEditor.Create(ref destination, value.Length, items.Length);
                value.GetIndices().CopyTo(editor.Indices);
                for (int i = 0; i < items.Length; i++)
                    editor.Values[i] = convert(items[i]);
                destination = editor.Commit();
            };
        }
    }
}
