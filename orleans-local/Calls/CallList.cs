namespace Orleans.Local;

/// <summary>A queue of calls linked through the calls themselves; a call stands in at most one.</summary>
internal struct CallList
{
    private GrainCall? _last;

    public GrainCall? First { get; private set; }

    public int Count { get; private set; }

    public void Append(GrainCall call)
    {
        call.Previous = _last;
        if (_last is null)
        {
            First = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
        Count++;
    }

    public void Remove(GrainCall call)
    {
        if (call.Previous is null)
        {
            First = call.Next;
        }
        else
        {
            call.Previous.Next = call.Next;
        }

        if (call.Next is null)
        {
            _last = call.Previous;
        }
        else
        {
            call.Next.Previous = call.Previous;
        }

        call.Next = call.Previous = null;
        Count--;
    }
}
