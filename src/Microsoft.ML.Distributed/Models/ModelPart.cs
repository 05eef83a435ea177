namespace Microsoft.ML.Distributed;

/// <summary>One component of a saved model.</summary>
/// <param name="Folder">Where in the archive, below the model itself; empty for the model.</param>
/// <param name="Blob">What it is.</param>
/// <param name="BodyBytes">How many bytes <paramref name="WriteBody"/> writes.</param>
/// <param name="WriteBody">Writes its numbers.</param>
internal sealed record ModelPart(string Folder, ModelBlob Blob, long BodyBytes, Action<Stream> WriteBody)
{
    /// <summary>A component whose numbers are few.</summary>
    internal static ModelPart Of(string folder, ModelBlob blob, params byte[] body) => new(folder, blob, body.Length, s => s.Write(body));
}
