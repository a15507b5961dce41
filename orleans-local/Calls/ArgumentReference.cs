using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// What an argument of a grain or observer type becomes on its way: a reference. The official engine does this when it
/// writes the message; here a raw object would get through and its code would run outside its own turns.
/// </summary>
internal static class ArgumentReference
{
    private static readonly MethodInfo Generic = typeof(ArgumentReference).GetMethod(nameof(Make))!;

    public static MethodInfo Of(Type parameter) => Generic.MakeGenericMethod(parameter);

    public static T Make<T>(T value) => value switch
    {
        null or GrainReference => value,
        IGrainObserver => throw new NotSupportedException($"Pass what {nameof(IGrainFactory.CreateObjectReference)} returned, not the observer itself."),
        IAddressable grain => grain.AsReference<T>(),
        _ => value,
    };
}
