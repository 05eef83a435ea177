using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Values as keys.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private const string Vocabulary = "Vocabulary";

    private readonly Terms[] _terms;
    private readonly bool[] _valuesAsText;

    internal ValueToKeyMappingTransformer(KeyMapping[] columns, Terms[] terms)
        : base([.. columns.Select(c => (c.Output, c.Input))])
    {
        _terms = terms;
        _valuesAsText = Array.ConvertAll(columns, c => c.ValuesAsText);
    }

    internal ValueToKeyMappingTransformer(ModelLoadContext context)
        : base(context)
    {
        context.Require(ModelVersions.ValueToKey);
        _valuesAsText = Array.ConvertAll(Pairs, _ => context.Reader.ReadBoolean());
        ModelLoadContext vocabulary = context.OpenPart(Vocabulary);
        vocabulary.Require(ModelVersions.Terms);
        Check.Format(vocabulary.Reader.ReadInt32() == Pairs.Length);
        _terms = Array.ConvertAll(Pairs, _ => Terms.Load(vocabulary));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.ValueToKey);
        SavePairs(ctx);
        foreach (bool asText in _valuesAsText)
            ctx.Writer.Write(asText);
        ctx.SavePart(Vocabulary, SaveVocabulary);
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new Mapper(this, schema);

    private void SaveVocabulary(ModelSaveContext context)
    {
        context.SetVersion(ModelVersions.Terms);
        context.Writer.Write(_terms.Length);
        foreach (Terms terms in _terms)
            terms.Save(context);
        using var text = new MemoryStream();
        using (var writer = new StreamWriter(text, new UTF8Encoding(false), leaveOpen: true))
        {
            foreach (Terms terms in _terms)
                terms.WriteText(writer);
        }
        context.SaveEntry("Terms.txt", text);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly ValueToKeyMappingTransformer _parent;

        public Mapper(ValueToKeyMappingTransformer parent, DataViewSchema schema)
            : base(schema, parent.InputIndices(schema))
        {
            _parent = parent;
            for (int i = 0; i < parent._terms.Length; i++)
            {
                DataViewType itemType = InputOf(i).Type.ItemType();
                Check.State(
                    itemType.Equals(parent._terms[i].ItemType),
                    $"Could not apply a map over type '{parent._terms[i].ItemType}' to column '{InputOf(i).Name}' since it has type '{itemType}'");
            }
        }

        public override DataViewSchema.DetachedColumn[] Outputs =>
            [.. _parent.Pairs.Select((pair, i) => new DataViewSchema.DetachedColumn(pair.Output, TypeOf(i), AnnotationsOf(i)))];

        public override Delegate GetterOf(int output, DataViewRow input) =>
            _parent._terms[output].KeysOver(input, input.Schema[InputOf(output).Index]);

        private DataViewType TypeOf(int output)
        {
            KeyDataViewType key = _parent._terms[output].KeyType;
            return InputOf(output).Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key;
        }

        private DataViewSchema.Annotations AnnotationsOf(int output)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            _parent._terms[output].AddKeyValues(annotations, _parent._valuesAsText[output], InputOf(output));
            annotations.Add(InputOf(output).Annotations, name => name == AnnotationKinds.SlotNames);
            return annotations.ToAnnotations();
        }
    }
}
