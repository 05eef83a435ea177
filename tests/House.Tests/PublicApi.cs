using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace House.Tests;

/// <summary>All that an assembly shows to others, as text that reads like C#: a paragraph a type, in one order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(TypeLine(type)).Append('\n');
            foreach (string member in Members(type))
                text.Append("    ").Append(member).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string TypeLine(Type type)
    {
        IEnumerable<Type> bases = type.IsEnum ? [] : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(i => i.IsVisible && !IsCompilers(i));
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            bases = bases.Prepend(parent);
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? (type.IsByRefLike ? "ref struct" : "struct")
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        string[] names = [.. bases.Select(CSharp.Name).Order(StringComparer.Ordinal)];
        return $"{kind} {type.Namespace}.{CSharp.Name(type)}{(names.Length > 0 ? " : " + string.Join(", ", names) : "")}";

        // A record's equality to itself says nothing.
        bool IsCompilers(Type i) => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>) && i.GetGenericArguments()[0] == type;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {f.GetRawConstantValue()}");
        return
        [
            .. Sorted(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily), Field),
            .. Sorted(type.GetConstructors(Declared).Where(IsShown), c => $"{Access(c)}{CSharp.Name(type)}({CSharp.Parameters(c)})"),
            .. Sorted(type.GetProperties(Declared).Where(p => Accessors(p).Any()), Property),
            .. Sorted(type.GetEvents(Declared).Where(e => IsShown(e.AddMethod!)), e => $"{Access(e.AddMethod!)}event {CSharp.Name(e.EventHandlerType!)} {e.Name}"),
            .. Sorted(type.GetMethods(Declared).Where(m => IsShown(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))), Method),
        ];
    }

    private static IEnumerable<string> Sorted<TMember>(IEnumerable<TMember> members, Func<TMember, string> line)
        where TMember : MemberInfo =>
        members.Select(m => (m.Name, Line: line(m))).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Line, StringComparer.Ordinal).Select(m => m.Line);

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"{Access(field.IsFamily)}const {CSharp.Name(field.FieldType)} {field.Name} = {CSharp.Literal(field.GetRawConstantValue())}"
        : $"{Access(field.IsFamily)}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{CSharp.Name(field.FieldType)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. Accessors(property)];
        IEnumerable<string> shown = accessors.Select(a => (a.IsFamily && !accessors[0].IsFamily ? "protected " : "") + (a == property.GetMethod ? "get;" : IsInit(a) ? "init;" : "set;"));
        string name = property.GetIndexParameters() is { Length: > 0 } ? $"this[{CSharp.Parameters(accessors[0])}]" : property.Name;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(accessors[0])}{Modifiers(accessors[0])}{required}{CSharp.Name(property.PropertyType)} {name} {{ {string.Join(" ", shown)} }}";
    }

    private static string Method(MethodInfo method) =>
        $"{Access(method)}{Modifiers(method)}{CSharp.Name(method.ReturnType)} {method.Name}{CSharp.GenericArguments(method)}({CSharp.Parameters(method)})";

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsShown);

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsShown(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.IsDefined(typeof(CompilerGeneratedAttribute), false) | IsAutoAccessor(method);

    // Accessors of automatic properties are compiler-generated too, and are meant.
    private static bool IsAutoAccessor(MethodBase method) => method.IsSpecialName
        && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal))
        && method.Name != "get_EqualityContract";

    private static string Access(MethodBase method) => Access(!method.IsPublic);

    private static string Access(bool isProtected) => isProtected ? "protected " : "";

    private static string Modifiers(MethodInfo method) =>
        method.DeclaringType!.IsInterface ? ""
        : method.IsStatic ? "static "
        : method.IsAbstract ? "abstract "
        : method.IsVirtual && method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual "
        : "";
}
