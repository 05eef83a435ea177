using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads files of lines whose fields are separated by a character.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly TextLayout _layout;

    internal TextLoader(Options options, IMultiStreamSource sample)
    {
        Check.Value(options, nameof(options));
        if (options.AllowSparse || (options.ReadMultilines && options.AllowQuoting) || options.HeaderFile != null)
            throw new NotSupportedException("This stand-in of Microsoft.ML reads no sparse text, no quoted line ends and no header files.");
        Check.Argument(options.MaxRows is null or >= 0, nameof(options.MaxRows), "Must not be negative.");
        CheckCharacters(options);
        _layout = TextLayout.Bind(options, sample);
    }

    public DataViewSchema GetOutputSchema() => _layout.Schema;

    public IDataView Load(IMultiStreamSource source)
    {
        Check.Value(source, nameof(source));
        return new TextView(_layout, source);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new NotSupportedException("This stand-in of Microsoft.ML saves no loaders.");

    /// <summary>The columns that the members of a class are loaded to.</summary>
    internal static Column[] ColumnsOf<TInput>()
    {
        UserMember[] members = [.. UserMember.AllMembersOf(typeof(TInput))];
        Check.Argument(members.Length > 0, nameof(TInput), "Should define at least one public, readable field or property in TInput.");
        return Array.ConvertAll(members, ColumnOf);
    }

    private static void CheckCharacters(Options options)
    {
        Check.Argument(options.Separators is { Length: > 0 }, "Separator", "Must specify a separator");
        foreach (char separator in options.Separators)
        {
            bool isLegal = separator == '\t' || (separator >= ' ' && !char.IsAsciiDigit(separator) && separator != '"');
            Check.Argument(isLegal, "Separator", $"Illegal separator: '{separator}'");
        }
        Check.Argument(options.DecimalMarker is '.' or ',', nameof(options.DecimalMarker), "The decimal marker must be '.' or ','.");
        Check.Argument(
            options.AllowQuoting || options.DecimalMarker != ',' || !options.Separators.Contains(','),
            nameof(options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
        Check.Argument(
            !options.Separators.Contains(options.EscapeChar),
            nameof(options.EscapeChar),
            $"EscapeChar '{options.EscapeChar}' can't be used both as EscapeChar and separator");
    }

    private static Column ColumnOf(UserMember member)
    {
        Range[] sources = member.Attribute<LoadColumnAttribute>()?.Sources
            ?? throw Fail.State($"'{member.Name}' is missing the LoadColumnAttribute attribute");
        DataKind kind = ColumnTypes.KindOf(member.RawItemType) ?? throw Fail.State($"{member.Name} is of unsupported type.");
        return new Column(member.ColumnName, kind, sources, member.Attribute<KeyTypeAttribute>()?.KeyCount);
    }
}
