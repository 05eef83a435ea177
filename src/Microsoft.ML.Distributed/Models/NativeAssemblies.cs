namespace Microsoft.ML.Distributed;

/// <summary>The assemblies that a saved model names as its components' homes: the real ones' names, whatever this build uses.</summary>
internal static class NativeAssemblies
{
    internal const string Data = "Microsoft.ML.Data" + Key;
    internal const string StandardTrainers = "Microsoft.ML.StandardTrainers" + Key;
    internal const string Recommender = "Microsoft.ML.Recommender" + Key;

    private const string Key = ", Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";
}
