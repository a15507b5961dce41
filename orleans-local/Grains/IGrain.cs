using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain interface. Its methods return <see cref="Task"/>, <see cref="ValueTask"/> or their generic forms.</summary>
public interface IGrain : IAddressable;

public interface IGrainWithGuidKey : IGrain;

public interface IGrainWithIntegerKey : IGrain;

public interface IGrainWithStringKey : IGrain;

public interface IGrainWithGuidCompoundKey : IGrain;

public interface IGrainWithIntegerCompoundKey : IGrain;

/// <summary>An object outside the grains that grains can call: see <see cref="IGrainFactory.CreateObjectReference{T}"/>.</summary>
public interface IGrainObserver : IAddressable;
