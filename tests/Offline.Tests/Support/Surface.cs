using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace Offline.Tests;

/// <summary>What a package shows to those who use it, a line for every member.</summary>
internal static class Surface
{
    private const BindingFlags Visible = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static Assembly[] Packages { get; } =
    [
        typeof(MLContext).Assembly,
        .. new[] { typeof(MatrixFactorizationTrainer), typeof(SdcaRegressionTrainer), typeof(DataViewSchema), typeof(IEstimator<>), typeof(TransformsCatalog), typeof(OneHotHashEncodingEstimator) }
            .Select(type => type.Assembly).Where(assembly => assembly != typeof(MLContext).Assembly).Distinct(),
    ];

    /// <summary>The members that types of these packages declare.</summary>
    public static IEnumerable<string> Declared() =>
        from assembly in Packages
        from type in assembly.GetExportedTypes()
        from member in MembersOf(type, BindingFlags.DeclaredOnly)
        select $"{type.Namespace}.{NameOf(type)}: {member}";

    /// <summary>The members that types of these packages have, by themselves or from their bases.</summary>
    public static HashSet<string> All() =>
    [
        .. from assembly in Packages
           from type in assembly.GetExportedTypes()
           from member in MembersOf(type, BindingFlags.FlattenHierarchy)
           select $"{type.Namespace}.{NameOf(type)}: {member}",
    ];

    private static IEnumerable<string> MembersOf(Type type, BindingFlags flags) => [KindOf(type), .. Members(type, flags)];

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type, BindingFlags flags)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return [Signature(type.GetMethod("Invoke"))];
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        IEnumerable<string> constructors = type.GetConstructors(Visible & ~BindingFlags.Static).Where(IsVisible).Select(c => $"new({Parameters(c)})");
        IEnumerable<string> methods = type.GetMethods(Visible | flags)
            .Where(m => IsVisible(m) && !m.IsSpecialName && m.DeclaringType != typeof(object)).Select(Signature);
        IEnumerable<string> properties = from property in type.GetProperties(Visible | flags)
                                         from accessor in property.GetAccessors(nonPublic: true)
                                         where IsVisible(accessor)
                                         select Signature(accessor);
        IEnumerable<string> fields = type.GetFields(Visible | flags).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field);
        IEnumerable<string> events = type.GetEvents(Visible | flags).Where(e => IsVisible(e.AddMethod)).Select(e => $"event {NameOf(e.EventHandlerType)} {e.Name}");
        return [.. constructors.Concat(methods).Concat(properties).Concat(fields).Concat(events).Order(StringComparer.Ordinal)];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Signature(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";
        return $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : p.IsIn ? "in " : "")}{NameOf(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {Text.Of(p.DefaultValue)}" : "")}"));

    private static string Field(FieldInfo field) =>
        $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{NameOf(field.FieldType)} {field.Name}";

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return $"ref {NameOf(type.GetElementType())}";
        if (type.IsArray)
            return $"{NameOf(type.GetElementType())}[]";
        if (type.IsGenericParameter)
            return type.Name;
        string nest = type.IsNested ? $"{NameOf(type.DeclaringType)}." : "";
        string name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{nest}{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : nest + name;
    }
}
