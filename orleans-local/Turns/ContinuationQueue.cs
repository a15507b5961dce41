namespace Orleans.Local;

/// <summary>First in, first out. A grain nearly always has at most one continuation that waits, and that one needs no further memory. Not thread-safe.</summary>
internal struct ContinuationQueue
{
    private Task? _first;
    private Queue<Task>? _others;

    public readonly bool IsEmpty => _first is null;

    public void Enqueue(Task task)
    {
        if (_first is null)
        {
            _first = task;
        }
        else
        {
            (_others ??= new()).Enqueue(task);
        }
    }

    public bool TryDequeue(out Task? task)
    {
        task = _first;
        _first = null;
        if (_others is not null && _others.TryDequeue(out var next))
        {
            _first = next;
        }

        return task is not null;
    }

    public readonly Task[] ToArray() => _first is null ? [] : [_first, .. _others ?? []];
}
