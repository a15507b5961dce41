using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Local;

/// <summary>
/// Emits the call class of one interface method: a field per argument and a typed call of the method, so that no call
/// ever goes through reflection, an argument array or a closure.
/// </summary>
internal static class CallEmitter
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const MethodAttributes Override = MethodAttributes.Virtual | MethodAttributes.HideBySig;

    public static (ConstructorInfo Constructor, FieldInfo[] Arguments, MethodInfo Send) Emit(MethodModel model)
    {
        var method = model.Method;
        var parent = ParentOf(method);
        var type = ProxyAssembly.Define($"{method.DeclaringType!.Name}.{method.Name}", parent);
        var parameters = method.GetParameters();
        var fields = parameters.Select((p, i) => (FieldInfo)type.DefineField($"a{i}", p.ParameterType, FieldAttributes.Public)).ToArray();
        var modelField = type.DefineField("Model", typeof(MethodModel), FieldAttributes.Public | FieldAttributes.Static);

        type.DefineDefaultConstructor(MethodAttributes.Public);
        EmitModel(type, modelField);
        EmitCall(type, parent, method, fields);
        if (fields.Length > 0)
        {
            EmitGetArgument(type, fields);
            EmitSetArgument(type, fields);
        }

        if (model.TokenIndex >= 0)
        {
            EmitGetToken(type, fields[model.TokenIndex]);
        }

        var created = type.CreateType();
        created.GetField("Model")!.SetValue(null, model);
        return (created.GetConstructor(Type.EmptyTypes)!, [.. fields.Select(f => created.GetField(f.Name)!)], parent.GetMethod("Send", Any)!);
    }

    private static Type ParentOf(MethodInfo method)
    {
        var result = method.ReturnType;
        if (result == typeof(Task)) return typeof(TaskCall);
        if (result == typeof(ValueTask)) return typeof(ValueTaskCall);
        if (result == typeof(void)) return typeof(VoidCall);
        var definition = result.IsGenericType ? result.GetGenericTypeDefinition() : null;
        if (definition == typeof(Task<>)) return typeof(TaskCall<>).MakeGenericType(result.GetGenericArguments());
        if (definition == typeof(ValueTask<>)) return typeof(ValueTaskCall<>).MakeGenericType(result.GetGenericArguments());
        throw new NotSupportedException(
            $"{method.DeclaringType!.Name}.{method.Name} returns {result.Name}; this engine carries Task, ValueTask, their generic forms and void.");
    }

    private static void EmitModel(TypeBuilder type, FieldInfo model)
    {
        var getter = typeof(GrainCall).GetProperty(nameof(GrainCall.Method), Any)!.GetMethod!;
        var il = Define(type, getter);
        il.Emit(OpCodes.Ldsfld, model);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCall(TypeBuilder type, Type parent, MethodInfo method, FieldInfo[] fields)
    {
        var il = Define(type, parent.GetMethod("Call", Any)!);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitGetArgument(TypeBuilder type, FieldInfo[] fields)
    {
        var baseMethod = typeof(GrainCall).GetMethod(nameof(GrainCall.GetArgument))!;
        var il = Define(type, baseMethod);
        var labels = EmitSwitch(il, fields.Length, baseMethod);
        foreach (var (field, label) in fields.Zip(labels))
        {
            il.MarkLabel(label);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Box, field.FieldType);
            il.Emit(OpCodes.Ret);
        }
    }

    private static void EmitSetArgument(TypeBuilder type, FieldInfo[] fields)
    {
        var baseMethod = typeof(GrainCall).GetMethod(nameof(GrainCall.SetArgument))!;
        var il = Define(type, baseMethod);
        var labels = EmitSwitch(il, fields.Length, baseMethod);
        foreach (var (field, label) in fields.Zip(labels))
        {
            il.MarkLabel(label);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stfld, field);
            il.Emit(OpCodes.Ret);
        }
    }

    private static void EmitGetToken(TypeBuilder type, FieldInfo token)
    {
        var il = Define(type, typeof(GrainCall).GetMethod(nameof(GrainCall.GetCancellationToken))!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, token);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Jumps to the label of the index in argument 1; any other index goes to the base class, which throws.</summary>
    private static Label[] EmitSwitch(ILGenerator il, int count, MethodInfo baseMethod)
    {
        var labels = Enumerable.Range(0, count).Select(_ => il.DefineLabel()).ToArray();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Ldarg_0);
        for (short i = 1; i <= baseMethod.GetParameters().Length; i++)
        {
            il.Emit(OpCodes.Ldarg, i);
        }

        il.Emit(OpCodes.Call, baseMethod);
        il.Emit(OpCodes.Ret);
        return labels;
    }

    private static ILGenerator Define(TypeBuilder type, MethodInfo overridden)
    {
        var access = overridden.Attributes & MethodAttributes.MemberAccessMask;
        var method = type.DefineMethod(
            overridden.Name, access | Override, overridden.ReturnType, [.. overridden.GetParameters().Select(p => p.ParameterType)]);
        type.DefineMethodOverride(method, overridden);
        return method.GetILGenerator();
    }
}
