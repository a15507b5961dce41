using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Emits the class behind a reference: each interface method fills a call object and sends it.</summary>
internal static class ProxyEmitter
{
    private static readonly Type[] Signature = [typeof(LocalSilo), typeof(GrainId), typeof(InterfaceModel)];

    public static Func<LocalSilo, GrainId, GrainReference> Emit(InterfaceModel model)
    {
        lock (ProxyAssembly.Gate)
        {
            var type = ProxyAssembly.Define($"{model.Type.Name}.Proxy", typeof(GrainReference), model.Type);
            EmitConstructor(type);
            foreach (var method in MethodsOf(model.Type))
            {
                EmitMethod(type, new MethodModel(model, method));
            }

            return Constructor(type.CreateType(), model);
        }
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type interfaceType) =>
        new[] { interfaceType }.Concat(interfaceType.GetInterfaces()).SelectMany(t => t.GetMethods()).Where(m => m.IsAbstract && !m.IsStatic);

    private static void EmitConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, Signature).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, Signature)!);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, MethodModel model)
    {
        var method = model.Method;
        if (method.IsGenericMethodDefinition)
        {
            throw new NotSupportedException($"{model.ActivityName} is generic; this engine carries no generic grain methods.");
        }

        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        foreach (var part in parameters.Append(method.ReturnType).Append(method.DeclaringType!))
        {
            ProxyAssembly.Open(part);
        }

        var (constructor, fields, send) = CallEmitter.Emit(model);
        var body = type.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Final | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Newobj, constructor);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(i + 1));
            if (parameters[i].IsInterface && parameters[i].IsAssignableTo(typeof(IAddressable)))
            {
                il.Emit(OpCodes.Call, ArgumentReference.Of(parameters[i]));
            }

            il.Emit(OpCodes.Stfld, fields[i]);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, send);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(body, method);
    }

    private static Func<LocalSilo, GrainId, GrainReference> Constructor(Type proxy, InterfaceModel model)
    {
        var silo = Expression.Parameter(typeof(LocalSilo));
        var id = Expression.Parameter(typeof(GrainId));
        var create = Expression.New(proxy.GetConstructor(Signature)!, silo, id, Expression.Constant(model));
        return Expression.Lambda<Func<LocalSilo, GrainId, GrainReference>>(create, silo, id).Compile();
    }
}
