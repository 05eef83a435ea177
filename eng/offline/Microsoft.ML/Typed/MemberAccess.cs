using System.Linq.Expressions;

namespace Microsoft.ML.Data;

/// <summary>Compiled reads and writes of the members of a class.</summary>
internal static class MemberAccess
{
    /// <summary>A <c>Func&lt;TRow, TMember&gt;</c>.</summary>
    public static Delegate Reader<TRow>(UserMember member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda(Expression.PropertyOrField(row, member.Name), row).Compile();
    }

    /// <summary>An <c>Action&lt;TRow, TMember&gt;</c>.</summary>
    public static Delegate Writer<TRow>(UserMember member)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        ParameterExpression value = Expression.Parameter(member.MemberType);
        // An assignment has a value, so that without its type the lambda would become a function.
        Type type = typeof(Action<,>).MakeGenericType(typeof(TRow), member.MemberType);
        return Expression.Lambda(type, Expression.Assign(Expression.PropertyOrField(row, member.Name), value), row, value).Compile();
    }
}
