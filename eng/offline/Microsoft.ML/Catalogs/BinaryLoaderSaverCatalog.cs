using Microsoft.ML.Binary;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static class BinaryLoaderSaverCatalog
{
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, IMultiStreamSource fileSource)
    {
        Check.Value(fileSource, nameof(fileSource));
        return BinaryView.Open(fileSource.Open(0));
    }

    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path)
    {
        Check.NotEmpty(path, nameof(path));
        Check.Argument(File.Exists(path), nameof(path), $"File does not exist at path: {path}");
        return BinaryView.Open(File.OpenRead(path));
    }

    public static void SaveAsBinary(this DataOperationsCatalog catalog, IDataView data, Stream stream, bool keepHidden = false)
    {
        Check.Value(catalog, nameof(catalog));
        Check.Value(data, nameof(data));
        Check.Value(stream, nameof(stream));
        BinarySaver.Save(data, stream, keepHidden);
    }
}
