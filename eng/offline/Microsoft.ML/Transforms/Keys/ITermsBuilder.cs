namespace Microsoft.ML.Transforms;

/// <summary>Collects one column's values.</summary>
internal interface ITermsBuilder
{
    bool WantsMore { get; }

    /// <summary>Takes the current row's values.</summary>
    void Add();

    Terms Finish();
}
