namespace Redis.ParameterStore;

/// <summary>How updates are coded on the wire.</summary>
public enum UpdateCoding
{
    /// <summary>Float32 for one process, Int8 for several; always Float32 under policies that promise equal bits.</summary>
    Automatic,

    /// <summary>4 bytes a value, exact.</summary>
    Float32,

    /// <summary>1 byte a value and 4 bytes a row; the error is carried over to the next update.</summary>
    Int8,
}
