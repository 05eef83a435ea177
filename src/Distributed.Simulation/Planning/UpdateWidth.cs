namespace Distributed.Simulation;

/// <summary>How the values of updates travel in a plan.</summary>
internal enum UpdateWidth
{
    /// <summary>4 bytes a value.</summary>
    Float32,

    /// <summary>A byte a value and 4 bytes a row; rows under 4 values stay float32.</summary>
    Int8,
}
