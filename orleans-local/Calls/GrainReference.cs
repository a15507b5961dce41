using Orleans.Local;

namespace Orleans.Runtime;

/// <summary>The address of a grain or observer; the emitted proxy of each interface derives from it.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private TurnHost? _host;

    internal GrainReference(LocalSilo silo, GrainId grainId, InterfaceModel model) => (Silo, GrainId, Model) = (silo, grainId, model);

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => Model.InterfaceType;

    public virtual string InterfaceName => Model.Name;

    internal LocalSilo Silo { get; }

    internal InterfaceModel Model { get; }

    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable => this.AsReference<TGrainInterface>();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    /// <summary>Puts the call into the mailbox of whoever lives at this address now.</summary>
    internal void Post(GrainCall call)
    {
        // The last host is remembered, so a reference that is kept costs no look-up. A host that is gone refuses.
        if (_host is { } known && known.TryEnqueue(call))
        {
            return;
        }

        _host = Silo.Deliver(call, GrainId);
    }
}
