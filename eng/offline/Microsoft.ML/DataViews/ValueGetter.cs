namespace Microsoft.ML;

/// <summary>Fetches the current row's value of one column into the caller's buffer.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
