namespace Microsoft.ML.Data;

/// <summary>Which rows of a cache one cursor gets.</summary>
internal interface IRowPicker
{
    long Batch { get; }

    /// <summary>The next row's place, or −1 at the end.</summary>
    int Next(int rows);
}
