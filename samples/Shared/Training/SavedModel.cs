using Microsoft.ML;

namespace Samples;

/// <summary>A model in a file, saved where the options say, or for a moment only.</summary>
internal static class SavedModel
{
    /// <summary>Saves a model and has its file used.</summary>
    /// <param name="mlContext">Saves it.</param>
    /// <param name="model">The model.</param>
    /// <param name="schema">Of what the model takes.</param>
    /// <param name="given">Where to; null: a file that is deleted after its use.</param>
    /// <param name="output">Told where the model is, if it stays.</param>
    /// <param name="use">Gets the file's path.</param>
    /// <exception cref="SampleException">The file cannot be written.</exception>
    public static void Use(MLContext mlContext, ITransformer model, DataViewSchema schema, string? given, TextWriter output, Action<string> use)
    {
        string path = given ?? Path.Combine(Path.GetTempPath(), $"model-{Guid.NewGuid():n}.zip");
        try
        {
            Save(mlContext, model, schema, path);
            use(path);
            if (given is not null)
                output.WriteLine($"The model is in {path}.");
        }
        finally
        {
            if (given is null)
                File.Delete(path);
        }
    }

    private static void Save(MLContext mlContext, ITransformer model, DataViewSchema schema, string path)
    {
        try
        {
            mlContext.Model.Save(model, schema, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SampleException($"--model: {path} cannot be written: {e.Message}", e);
        }
    }
}
