namespace Microsoft.ML.Distributed;

/// <summary>What a linear model predicts.</summary>
internal enum LabelKind
{
    /// <summary>One of two classes: Boolean, read as −1 and 1.</summary>
    Binary,

    /// <summary>A number: Single.</summary>
    Number,

    /// <summary>One of several classes: a key of UInt32, read from 0.</summary>
    Classes,
}
