using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class SchemaTests : DifferentialTests
{
    [Fact]
    public void A_later_column_hides_an_earlier_one_of_its_name() => Hold(t =>
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single);
        builder.AddColumn("B", TextDataViewType.Instance);
        builder.AddColumn("A", BooleanDataViewType.Instance);
        DataViewSchema schema = builder.ToSchema();
        t.Schema(schema);
        t.Add("by name", schema["A"].Index);
        t.Add("text", schema);
        t.Add("column's text", schema["B"]);
        t.Add("missing or null", schema.GetColumnOrNull("C"));
        t.Throws("missing", () => _ = schema["C"]);
        t.Throws("index beyond", () => _ = schema[3]);
        t.Throws("no name", () => schema.GetColumnOrNull(""));
        t.Throws("nameless column", () => builder.AddColumn("", NumberDataViewType.Single));
        t.Throws("column without a type", () => builder.AddColumn("D", null));
    });

    [Fact]
    public void Types_say_what_they_are() => Hold(t =>
    {
        foreach (DataViewType type in Types())
            t.Add($"{type.GetType().Name} of {type.RawType.Name}", type);
    });

    [Fact]
    public void Types_are_equal_by_content() => Hold(t =>
    {
        DataViewType[] types = [.. Types()];
        DataViewType[] again = [.. Types()];
        for (int i = 0; i < types.Length; i++)
        {
            t.Add(types[i].ToString(), string.Concat(again.Select(other => types[i].Equals(other) ? '1' : '0')));
            t.Add("  equal objects and hashes", types[i].Equals((object)again[i]) && types[i].GetHashCode() == again[i].GetHashCode());
        }
    });

    [Fact]
    public void Key_types_refuse_what_they_cannot_count() => Hold(t =>
    {
        t.Throws("no keys", () => new KeyDataViewType(typeof(uint), 0));
        t.Throws("negative", () => new KeyDataViewType(typeof(uint), -1));
        t.Throws("too many for a byte", () => new KeyDataViewType(typeof(byte), 256));
        t.Throws("as many as a byte has", () => new KeyDataViewType(typeof(byte), 255));
        t.Throws("int", () => new KeyDataViewType(typeof(int), 5));
        t.Throws("no type", () => new KeyDataViewType(null, 5));
        t.Throws("vector of negative size", () => new VectorDataViewType(NumberDataViewType.Single, -1));
        t.Throws("vector of nothing", () => new VectorDataViewType(null, 1));
        t.Throws("vector without dimensions", () => new VectorDataViewType(NumberDataViewType.Single, Array.Empty<int>()));
        t.Add("valid for keys", new[] { typeof(byte), typeof(ushort), typeof(uint), typeof(ulong), typeof(int), typeof(float) }.Select(KeyDataViewType.IsValidDataType));
    });

    [Fact]
    public void Annotations_are_read_by_kind_and_type() => Hold(t =>
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Answer", NumberDataViewType.Int32, 42);
        builder.Add("Names", new VectorDataViewType(TextDataViewType.Instance, 2), (ref VBuffer<ReadOnlyMemory<char>> value) =>
            value = new VBuffer<ReadOnlyMemory<char>>(2, ["a".AsMemory(), "b".AsMemory()]));
        DataViewSchema.Annotations annotations = builder.ToAnnotations();
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("A", NumberDataViewType.Single, annotations);
        schema.AddColumn("B", NumberDataViewType.Single);
        t.Schema(schema.ToSchema());
        t.Add("text", annotations);
        t.Add("column's text", schema.ToSchema()["A"]);
        t.Add("without any", schema.ToSchema()["B"].Annotations.Schema.Count);
        int answer = 0;
        annotations.GetValue("Answer", ref answer);
        t.Add("answer", answer);
        t.Throws("unknown kind", () => annotations.GetValue("Question", ref answer));
        float wrong = 0;
        t.Throws("wrong type", () => annotations.GetValue("Answer", ref wrong));
        t.Throws("getter of another type than said", () => builder.Add("X", NumberDataViewType.Int32, (ref float value) => value = 1));
        t.Throws("value of another type than said", () => builder.AddPrimitiveValue("X", NumberDataViewType.Int32, 1f));
    });

    [Fact]
    public void Well_known_annotations_are_found() => Hold(t =>
    {
        var data = new[] { new { Word = "b", Number = 3f, Weights = new[] { 1f, 2f } }, new { Word = "a", Number = 4f, Weights = new[] { 3f, 4f } } };
        IDataView view = ML.Data.LoadFromEnumerable(data);
        IDataView keyed = ML.Transforms.Conversion.MapValueToKey("Key", "Word")
            .Append(ML.Transforms.Conversion.MapValueToKey("NumberKey", "Number"))
            .Append(ML.Transforms.Concatenate("Vector", "Number", "Number")).Fit(view).Transform(view);
        foreach (DataViewSchema.Column column in keyed.Schema)
        {
            t.Add(column.Name, new[] { column.HasKeyValues(), column.HasKeyValues(NumberDataViewType.Single), column.HasSlotNames(), column.IsNormalized() });
        }
        VBuffer<ReadOnlyMemory<char>> names = default;
        keyed.Schema["Key"].GetKeyValues(ref names);
        t.Add("key values", names.DenseValues());
        keyed.Schema["Vector"].GetSlotNames(ref names);
        t.Add("slot names", names.DenseValues());
        t.Throws("key values of another type", () =>
        {
            VBuffer<float> numbers = default;
            keyed.Schema["Key"].GetKeyValues(ref numbers);
        });
    });

    private static IEnumerable<DataViewType> Types() =>
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16, NumberDataViewType.Int32,
        NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64, NumberDataViewType.Single, NumberDataViewType.Double,
        TextDataViewType.Instance, BooleanDataViewType.Instance, RowIdDataViewType.Instance, TimeSpanDataViewType.Instance,
        DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, new KeyDataViewType(typeof(uint), 10), new KeyDataViewType(typeof(ulong), 10),
        new KeyDataViewType(typeof(uint), 11ul), new VectorDataViewType(NumberDataViewType.Single), new VectorDataViewType(NumberDataViewType.Single, 3),
        new VectorDataViewType(NumberDataViewType.Single, 2, 3), new VectorDataViewType(NumberDataViewType.Single, 6),
        new VectorDataViewType(NumberDataViewType.Single, 2, 0), new VectorDataViewType(new KeyDataViewType(typeof(byte), 3), 2),
    ];
}
