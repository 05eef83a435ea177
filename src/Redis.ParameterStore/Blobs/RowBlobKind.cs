namespace Redis.ParameterStore;

/// <summary>What a blob of rows is, and how its values are coded: its first byte. Numbers are never used again for something else.</summary>
internal enum RowBlobKind : byte
{
    /// <summary>Deltas to shared rows, as they are.</summary>
    Float32Update = 1,

    /// <summary>Deltas to shared rows, a byte a value (<see cref="Int8Rows"/>).</summary>
    Int8Update = 2,

    /// <summary>New values of owned rows.</summary>
    Owned = 3,

    /// <summary>Values of all shared rows.</summary>
    Base = 4,
}
