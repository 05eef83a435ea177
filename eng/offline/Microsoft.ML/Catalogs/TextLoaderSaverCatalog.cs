using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        new(OptionsOf(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null) => new(options, dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        new(OptionsOf(TextLoader.ColumnsOf<TInput>(), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        MultiFileSource files = FilesAt(path);
        // the names of slots stay unread: this overload looks at no file before it is read
        return new TextLoader(OptionsOf(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), null).Load(files);
    }

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        MultiFileSource files = FilesAt(path);
        return new TextLoader(options ?? new TextLoader.Options(), files).Load(files);
    }

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false)
    {
        MultiFileSource files = FilesAt(path);
        return catalog.CreateTextLoader<TInput>(separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(files);
    }

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        Check.Value(options, nameof(options));
        MultiFileSource files = FilesAt(path);
        options.Columns = TextLoader.ColumnsOf<TInput>();
        return new TextLoader(options, null).Load(files);
    }

    private static TextLoader.Options OptionsOf(
        TextLoader.Column[] columns, char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse) => new()
        {
            Columns = columns,
            Separators = [separator],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
            AllowSparse = allowSparse,
        };

    private static MultiFileSource FilesAt(string path)
    {
        Check.NotEmpty(path, nameof(path));
        var files = new MultiFileSource(path);
        Check.Argument(
            Enumerable.Range(0, files.Count).Any(i => File.Exists(files.GetPathOrNull(i))),
            nameof(path),
            $"File or directory does not exist at path: {path}");
        return files;
    }
}
