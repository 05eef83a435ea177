namespace Distributed.Tool;

/// <summary>Something that the one who typed the command can put right: its message is the whole output.</summary>
internal sealed class ToolException : Exception
{
    public ToolException(string message)
        : base(message)
    {
    }

    public ToolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
