namespace Microsoft.ML.Models;

/// <summary>How one kind of component is marked in a model file.</summary>
/// <param name="Signature">Eight characters; a space is written as zero.</param>
/// <param name="Written">The version of what is written.</param>
/// <param name="Readable">The oldest reader's version that understands it.</param>
/// <param name="Loader">The name that its loader is found by, at most 24 characters.</param>
/// <param name="Assembly">The simple name of the assembly that the component lives in.</param>
/// <param name="OldLoader">A name that older readers find the loader by.</param>
internal sealed record ModelVersion(string Signature, uint Written, uint Readable, string Loader, string Assembly, string OldLoader = null)
{
    /// <summary>The assembly's full name, as the published packages have it.</summary>
    public string AssemblyFullName => $"{Assembly}, Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";
}
