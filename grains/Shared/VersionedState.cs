namespace Pivotal.Grains.Shared;

/// <summary>
/// The base of every persistent grain state. The row carries the form its class had when it was written, so that a program that is rolled
/// back does not read a newer form as if it were its own, lose what it does not know, and write the rest back.
/// <para>
/// A reader refuses a newer form while the row is read: the grain does not come up, its caller gets the exception, and nothing is written.
/// An older form is read as it is; a class that changes its form fills in what is missing when it is activated. Counting starts at 1.
/// </para>
/// </summary>
public abstract class VersionedState(int form)
{
    /// <summary>Of the class when writing; of the row when reading. Setting it to more than the class's own is the refusal.</summary>
    /// <exception cref="NewerStateException"/>
    public int StateForm
    {
        get => form;
        set
        {
            if (value > form)
                throw new NewerStateException(GetType(), value, form);
        }
    }
}

/// <summary>A stored state was written by a newer program than this one.</summary>
public sealed class NewerStateException(Type state, int stored, int own)
    : InvalidOperationException($"The stored {state.Name} has form {stored}, and this program knows form {own} only: start the newer program. Nothing was changed.");
