namespace Microsoft.ML.Runtime;

/// <summary>The exceptions of the contract, to be thrown by the caller.</summary>
internal static class Fail
{
    public static Exception Argument(string name, string message) => new ArgumentOutOfRangeException(name, message);

    public static Exception State(string message) => new InvalidOperationException(message);

    public static Exception ColumnMissing(string parameter, string role, string column) =>
        new ArgumentOutOfRangeException(parameter, $"Could not find {role} column '{column}'");

    public static Exception ColumnType(string parameter, string role, string column, string expected, string actual) =>
        new ArgumentOutOfRangeException(parameter, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");
}
