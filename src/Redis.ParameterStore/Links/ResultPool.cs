#if !MODERN_REDIS
using System.Reflection;
using System.Reflection.Emit;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>
/// 1.2.6 keeps one pool of answers for all connections of a process. Where a connection breaks while an answer comes in, a command is completed
/// twice, and its place in the pool is given to two others, of any connection: one of them gets nothing, and one what was not meant for it.
/// Without the pool the second completion finds a task that has ended.
/// </summary>
internal static class ResultPool
{
    private static readonly Type[] _results =
        [typeof(RedisResult), typeof(RedisValue), typeof(RedisKey), typeof(bool), typeof(string), typeof(long), typeof(TimeSpan), typeof(byte[])];

    private static int _isOff;

    /// <summary>Takes the pool away; to be called before a connection is opened.</summary>
    internal static void SwitchOff()
    {
        if (Interlocked.Exchange(ref _isOff, 1) != 0)
            return;
        Type box = typeof(ConnectionMultiplexer).Assembly.GetType("StackExchange.Redis.ResultBox`1", throwOnError: true)!;
        foreach (Type result in _results)
        {
            Type kind = box.MakeGenericType(result);
            Set(kind.GetField("store", BindingFlags.Static | BindingFlags.NonPublic)!, Array.CreateInstance(kind, 0));
        }
    }

    // Reflection refuses to set a read-only field.
    private static void Set(FieldInfo field, Array value)
    {
        var setter = new DynamicMethod("Set", typeof(void), [typeof(object)], typeof(ResultPool).Module, skipVisibility: true);
        ILGenerator code = setter.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Castclass, field.FieldType);
        code.Emit(OpCodes.Stsfld, field);
        code.Emit(OpCodes.Ret);
        setter.CreateDelegate<Action<object>>()(value);
        if (!ReferenceEquals(field.GetValue(null), value))
            throw new InvalidOperationException($"The pool {field.DeclaringType} of StackExchange.Redis 1.2.6 could not be taken away.");
    }
}
#endif
