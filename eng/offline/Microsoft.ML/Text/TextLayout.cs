using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How the lines of text files become rows.</summary>
internal sealed class TextLayout
{
    private const int LinesSampled = 100;

    private TextLayout(TextLoader.Options options, TextColumn[] columns, DataViewSchema schema)
    {
        Options = options;
        Columns = columns;
        Schema = schema;
    }

    public TextLoader.Options Options { get; }

    public TextColumn[] Columns { get; }

    public DataViewSchema Schema { get; }

    public static TextLayout Bind(TextLoader.Options options, IMultiStreamSource sample)
    {
        TextLoader.Column[] columns = options.Columns is { Length: > 0 } given ? given
            : [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, [new TextLoader.Range(1, null)])];
        foreach (TextLoader.Column column in columns)
        {
            Check.NotBlank(column.Name, nameof(column.Name));
            Check.Argument(column.Source is { Length: > 0 }, nameof(column.Source), "Must specify some source column indices");
        }
        int? fields = columns.Any(c => c.Source.Any(r => r.AutoEnd && r.Max == null)) ? FieldCount(options, sample) : null;
        TextColumn[] bound = Array.ConvertAll(columns, c => Bind(c, fields));
        return new TextLayout(options, bound, SchemaOf(options, bound, sample));
    }

    private static TextColumn Bind(TextLoader.Column column, int? fields)
    {
        (int Start, int? End)[] segments = Array.ConvertAll(column.Source, range => Segment(range, fields));
        (int Start, int? End)[] ordered = [.. segments.OrderBy(s => s.Start)];
        for (int i = 1; i < ordered.Length; i++)
            Check.Argument(ordered[i - 1].End <= ordered[i].Start, nameof(column.Source), $"Intervals specified for column '{column.Name}' overlap");
        PrimitiveDataViewType item = ColumnTypes.OfKind(column.DataKind);
        if (column.KeyCount != null)
            item = KeyType(item.RawType, column.KeyCount);
        bool isVector = Array.Exists(column.Source, r => r.ForceVector || r.VariableEnd || r.AutoEnd)
            || segments.Length > 1 || segments[0].End - segments[0].Start > 1;
        bool varies = Array.Exists(segments, s => s.End == null);
        DataViewType type = !isVector ? item : new VectorDataViewType(item, varies ? 0 : segments.Sum(s => s.End.Value - s.Start));
        return new TextColumn(column.Name.Trim(), type, segments);
    }

    private static (int Start, int? End) Segment(TextLoader.Range range, int? fields)
    {
        if (range.AllOther)
            throw new NotSupportedException("This stand-in of Microsoft.ML knows no range of all other fields.");
        Check.Argument(range.Min >= 0 && !(range.Max < range.Min), nameof(range.Min), "A range starts at a field and ends at or behind it.");
        if (range.Max is int max)
            return (range.Min, max + 1);
        if (range.VariableEnd)
            return (range.Min, null);
        if (!range.AutoEnd)
            return (range.Min, range.Min + 1);
        Check.Argument(range.Min < fields, nameof(range.Min), $"Column #{range.Min} not found in the dataset (it only has {fields} columns)");
        return (range.Min, fields);
    }

    private static KeyDataViewType KeyType(Type rawType, KeyCount count)
    {
        Check.Argument(KeyDataViewType.IsValidDataType(rawType), "Type", "Bad item type for Key");
        ulong largest = rawType == typeof(byte) ? byte.MaxValue : rawType == typeof(ushort) ? ushort.MaxValue
            : rawType == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
        return new KeyDataViewType(rawType, count.Count ?? largest);
    }

    private static int FieldCount(TextLoader.Options options, IMultiStreamSource sample)
    {
        if (options.InputSize is int size and > 0)
            return size;
        var splitter = new FieldSplitter(options);
        int[] counts = [.. SampleLines(options, sample, LinesSampled).Select(splitter.Split)];
        Check.Argument(counts.Length > 0, "Source", "Can't determine the number of source columns without valid data");
        Check.Argument(Array.TrueForAll(counts, c => c == counts[0]), "Source", "The size of input lines is not consistent");
        return counts[0];
    }

    private static DataViewSchema SchemaOf(TextLoader.Options options, TextColumn[] columns, IMultiStreamSource sample)
    {
        string header = options.HasHeader ? SampleLines(options, sample, 1).FirstOrDefault() : null;
        var splitter = new FieldSplitter(options);
        int fields = header == null ? 0 : splitter.Split(header);
        var schema = new DataViewSchema.Builder();
        foreach (TextColumn column in columns)
        {
            var annotations = new DataViewSchema.Annotations.Builder();
            if (fields > 0 && column.Type is VectorDataViewType { IsKnownSize: true } type)
                AddSlotNames(annotations, type.Size, NamesOf(column, splitter, fields));
            schema.AddColumn(column.Name, column.Type, annotations.ToAnnotations());
        }
        return schema.ToSchema();
    }

    private static ReadOnlyMemory<char>[] NamesOf(TextColumn column, FieldSplitter splitter, int fields) =>
    [
        .. column.Segments.SelectMany(s => Enumerable.Range(s.Start, s.End.Value - s.Start))
            .Select(field => field < fields ? splitter.Field(field).Trim() : default),
    ];

    private static void AddSlotNames(DataViewSchema.Annotations.Builder annotations, int size, ReadOnlyMemory<char>[] names)
    {
        if (Array.TrueForAll(names, n => n.IsEmpty))
            return;
        annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
            AnnotationKinds.SlotNames,
            new VectorDataViewType(TextDataViewType.Instance, size),
            (ref VBuffer<ReadOnlyMemory<char>> destination) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref destination, size));
    }

    private static List<string> SampleLines(TextLoader.Options options, IMultiStreamSource sample, int count)
    {
        List<string> lines = [];
        if (sample == null)
            return lines;
        using var source = new LineSource(sample, skipsHeader: false, count, 1);
        while (source.NextBatch() is { } batch)
            lines.AddRange(batch.Lines.Select(l => l.Text));
        return lines;
    }
}
