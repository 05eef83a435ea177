namespace Microsoft.ML.Data;

/// <summary>Some streams, such as files, that can be opened as often as wanted.</summary>
public interface IMultiStreamSource
{
    int Count { get; }

    string GetPathOrNull(int index);

    Stream Open(int index);

    TextReader OpenTextReader(int index);
}
