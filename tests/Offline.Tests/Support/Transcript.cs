using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;

namespace Offline.Tests;

/// <summary>What a test has seen, line by line.</summary>
public sealed class Transcript
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string what, object value) => _lines.Add($"{what}: {Text.Of(value)}");

    /// <summary>The kind of exception that an action throws, or that it throws none.</summary>
    public void Throws(string what, Action action)
    {
        try
        {
            action();
            Add(what, "does not throw");
        }
        catch (Exception e)
        {
            Add(what, "throws " + e.GetType().Name);
        }
    }

    public void Schema(DataViewSchema schema)
    {
        foreach (DataViewSchema.Column column in schema)
        {
            _lines.Add($"column {column.Index} {column.Name}: {column.Type}{(column.IsHidden ? ", hidden" : "")}");
            foreach (DataViewSchema.Column annotation in column.Annotations.Schema)
                _lines.Add($"  {annotation.Name}: {annotation.Type} = {Values.OfAnnotation(column.Annotations, annotation)}");
        }
    }

    public void Shape(SchemaShape shape)
    {
        foreach (SchemaShape.Column column in shape.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            _lines.Add($"shape {Text.Of(column)}");
            foreach (SchemaShape.Column annotation in column.Annotations)
                _lines.Add($"  {Text.Of(annotation)}");
        }
    }

    /// <summary>Schema and rows.</summary>
    public void View(IDataView view)
    {
        Schema(view.Schema);
        Rows(view);
    }

    public void Rows(IDataView view, Random random = null)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema, random);
        _lines.AddRange(Values.OfRows(cursor));
    }

    /// <summary>The entries of a file of models, in order, and the bytes of each.</summary>
    public void Zip(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using Stream stream = entry.Open();
            stream.CopyTo(content);
            // a package built from source has its commit behind the version
            if (entry.FullName == "TrainingInfo/Version.txt")
                Add(entry.FullName, Encoding.UTF8.GetString(content.ToArray()).Split('+', '\n')[0]);
            else
                Bytes(entry.FullName, content.ToArray());
        }
    }

    public void Bytes(string what, byte[] bytes) =>
        Add(what, bytes.Length <= 64 ? Convert.ToHexString(bytes) : $"{bytes.Length} bytes, sha256 {Convert.ToHexString(SHA256.HashData(bytes))}");
}
