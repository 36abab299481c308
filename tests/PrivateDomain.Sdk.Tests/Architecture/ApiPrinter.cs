using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace PrivateDomain.Sdk.Tests.Architecture;

/// <summary>Prints the public API of an assembly as text: sorted types and members, with nullability, parameter names and default values.</summary>
internal sealed class ApiPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
        [typeof(double)] = "double", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(object)] = "object", [typeof(string)] = "string",
    };

    private readonly NullabilityInfoContext _nullability = new();

    internal static string Print(Assembly assembly)
    {
        var printer = new ApiPrinter();
        var text = new StringBuilder();
        foreach (IGrouping<string, Type> types in assembly.GetExportedTypes().GroupBy(t => t.Namespace ?? "").OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(types.Key).Append('\n');
            foreach (Type type in types.OrderBy(NestedName, StringComparer.Ordinal))
            {
                printer.PrintType(type, text);
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private void PrintType(Type type, StringBuilder text)
    {
        text.Append("  ").Append(Header(type)).Append('\n');
        var lines = new List<string>();
        if (type.IsEnum)
        {
            lines.AddRange(Enum.GetNames(type).Select(name => string.Create(
                CultureInfo.InvariantCulture, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}")));
        }
        else if (!typeof(Delegate).IsAssignableFrom(type))
        {
            lines.AddRange(type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{Access(c)}{NestedName(type)}({Parameters(c)})"));
            lines.AddRange(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field));
            lines.AddRange(type.GetProperties(Declared).Where(p => p.Name != "EqualityContract" && p.GetAccessors(true).Any(IsVisible)).Select(Property));
            lines.AddRange(type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)).Select(e => $"event {Name(e.EventHandlerType!)} {e.Name}"));
            lines.AddRange(type.GetMethods(Declared).Where(m => IsVisible(m) && !IsAccessor(m) && !IsGenerated(m)).Select(Method));
            lines.Sort(StringComparer.Ordinal);
        }

        foreach (string line in lines)
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }

    private string Header(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {Name(_nullability.Create(invoke.ReturnParameter), invoke.ReturnType)} {NestedName(type)}({Parameters(invoke)}){Constraints(type.GetGenericArguments())}";
        }

        bool isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? (IsReadOnly(type) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + (isRecord ? "record struct" : "struct")
            : (type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class");
        IEnumerable<Type> inherited = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? [parent] : [];
        IEnumerable<Type> interfaces = type.IsEnum ? [] : type.GetInterfaces().Except(type.GetInterfaces().SelectMany(i => i.GetInterfaces()))
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(i => !isRecord || i.Name != "IEquatable`1");
        string bases = string.Join(", ", inherited.Concat(interfaces.OrderBy(Name, StringComparer.Ordinal)).Select(Name));
        return $"{kind} {NestedName(type)}{(bases.Length > 0 ? " : " + bases : "")}{Constraints(type.GetGenericArguments())}";
    }

    private string Field(FieldInfo field)
    {
        string modifiers = Access(field.IsFamily || field.IsFamilyOrAssembly) + (field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : ""));
        return $"{modifiers}{Name(_nullability.Create(field), field.FieldType)} {field.Name}{(field.IsLiteral ? " = " + Value(field.GetRawConstantValue()) : "")}";
    }

    private string Property(PropertyInfo property)
    {
        MethodInfo? get = property.GetMethod is { } g && IsVisible(g) ? g : null;
        MethodInfo? set = property.SetMethod is { } s && IsVisible(s) ? s : null;
        bool isInit = set?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        bool isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        string accessors = $"{(get is null ? "" : "get; ")}{(set is null ? "" : isInit ? "init; " : "set; ")}";
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        return $"{Access((get ?? set)!)}{(isRequired ? "required " : "")}{Modifiers((get ?? set)!)}{Name(_nullability.Create(property), property.PropertyType)} {name} {{ {accessors}}}";
    }

    private string Method(MethodInfo method)
    {
        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Access(method)}{Modifiers(method)}{Name(_nullability.Create(method.ReturnParameter), method.ReturnType)} {method.Name}{generics}({Parameters(method)})"
            + Constraints(method.IsGenericMethod ? method.GetGenericArguments() : []);
    }

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true, IsAbstract: true } => "static abstract ",
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => method.IsAbstract ? "" : "virtual ",
        { IsAbstract: true } => method.GetBaseDefinition() == method ? "abstract " : "abstract override ",
        _ when method.GetBaseDefinition().DeclaringType != method.DeclaringType => (method.IsFinal ? "sealed " : "") + "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        string mode = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params "
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : parameter.ParameterType.IsByRef ? "ref "
            : "";
        Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        string value = parameter.HasDefaultValue ? " = " + (parameter.DefaultValue is null ? type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null" : Value(parameter.DefaultValue)) : "";
        return $"{mode}{Name(_nullability.Create(parameter), type)} {parameter.Name}{value}";
    }

    private static string Constraints(Type[] arguments)
    {
        var text = new StringBuilder();
        foreach (Type argument in arguments.Where(a => a.IsGenericParameter))
        {
            GenericParameterAttributes flags = argument.GenericParameterAttributes;
            bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            string[] constraints =
            [
                .. isStruct ? ["struct"] : flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? new[] { "class" } : [],
                .. argument.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Name),
                .. flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? new[] { "new()" } : [],
                .. flags.HasFlag(GenericParameterAttributes.AllowByRefLike) ? new[] { "allows ref struct" } : [],
            ];
            if (constraints.Length > 0)
            {
                text.Append(" where ").Append(argument.Name).Append(" : ").AppendJoin(", ", constraints);
            }
        }

        return text.ToString();
    }

    private static string Name(NullabilityInfo info, Type type)
    {
        type = type.IsByRef ? type.GetElementType()! : type;
        // Of a type parameter without a class constraint it cannot be told; it may be a value type anyway.
        bool canTell = !type.IsGenericParameter || type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        string mark = canTell && !type.IsValueType && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable) ? "?" : "";
        if (type.IsArray)
        {
            return Name(info.ElementType!, type.GetElementType()!) + "[]" + mark;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        return type.IsGenericType && info.GenericTypeArguments.Length == type.GetGenericArguments().Length
            ? $"{BareName(type)}<{string.Join(", ", type.GetGenericArguments().Zip(info.GenericTypeArguments, (t, i) => Name(i, t)))}>{mark}"
            : Name(type) + mark;
    }

    private static string Name(Type type) => s_keywords.TryGetValue(type, out string? keyword) ? keyword
        : type.IsByRef ? Name(type.GetElementType()!)
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } underlying ? Name(underlying) + "?"
        : type.IsGenericType ? $"{BareName(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : BareName(type);

    private static string BareName(Type type) => (type.IsNested && !type.IsGenericParameter ? BareName(type.DeclaringType!) + "." : "") + type.Name.Split('`')[0];

    private static string NestedName(Type type) => type.IsGenericType ? Name(type) : BareName(type);

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        char c => $"'{c}'",
        Enum => $"{BareName(value.GetType())}.{value}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => Access(!method.IsPublic);

    private static string Access(bool isProtected) => isProtected ? "protected " : "";

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    /// <summary>What the compiler writes into every record.</summary>
    private static bool IsGenerated(MethodInfo method) =>
        method.Name is "<Clone>$" || (method.IsDefined(typeof(CompilerGeneratedAttribute)) && method.Name is not "Deconstruct");

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));
}
