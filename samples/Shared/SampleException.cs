namespace Samples;

/// <summary>Something that the one who typed the command can put right: its message is the whole output, without a stack trace.</summary>
internal sealed class SampleException : Exception
{
    public SampleException(string message)
        : base(message)
    {
    }

    public SampleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
