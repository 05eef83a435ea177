namespace Microsoft.ML.Data;

/// <summary>Copies a value so that the source may change afterwards.</summary>
internal delegate void CopyValue<TValue>(in TValue from, ref TValue to);
