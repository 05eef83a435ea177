using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Calls a generic method with type arguments that are known only when the program runs.</summary>
internal static class Generic
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TResult Call<TResult>(object target, string method, Type argument, params object[] arguments) =>
        Call<TResult>(target.GetType(), target, method, [argument], arguments);

    public static TResult Call<TResult>(Type owner, string method, Type argument, params object[] arguments) =>
        Call<TResult>(owner, null, method, [argument], arguments);

    public static TResult Call<TResult>(Type owner, string method, Type first, Type second, params object[] arguments) =>
        Call<TResult>(owner, null, method, [first, second], arguments);

    private static TResult Call<TResult>(Type owner, object target, string method, Type[] types, object[] arguments)
    {
        MethodInfo found = null;
        for (Type type = owner; found == null && type != null; type = type.BaseType)
            found = type.GetMethod(method, Declared);
        return (TResult)found.MakeGenericMethod(types).Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
