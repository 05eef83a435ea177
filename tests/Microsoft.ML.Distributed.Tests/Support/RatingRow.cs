namespace Microsoft.ML.Distributed.Tests;

/// <summary>A row as tests write it: keys from 1.</summary>
public readonly record struct RatingRow(uint Column, uint Row, float Label);
