namespace Microsoft.ML.Runtime;

/// <summary>Throws what the contract says for a bad argument or state.</summary>
internal static class Check
{
    public static void Value(object value, string name)
    {
        if (value == null)
            throw new ArgumentNullException(name);
    }

    public static void NotEmpty(string value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw Fail.Argument(name, $"{name} cannot be null or empty");
    }

    public static void NotBlank(string value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw Fail.Argument(name, $"{name} cannot be null or white space");
    }

    public static void Argument(bool holds, string name, string message)
    {
        if (!holds)
            throw Fail.Argument(name, message);
    }

    public static void State(bool holds, string message)
    {
        if (!holds)
            throw new InvalidOperationException(message);
    }

    public static void Format(bool holds, string message = "Corrupt model or data file.")
    {
        if (!holds)
            throw new FormatException(message);
    }
}
