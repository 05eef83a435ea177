namespace ParameterStore;

/// <summary>A table of that name with another spec is there already.</summary>
public sealed class TableMismatchException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public TableMismatchException(string message)
        : base(message)
    {
    }
}
