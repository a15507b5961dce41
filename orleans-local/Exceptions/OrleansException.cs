namespace Orleans.Runtime;

/// <summary>The base of what the engine itself throws; exceptions of grain code cross a call unwrapped.</summary>
public class OrleansException : Exception
{
    public OrleansException() : base("Unexpected error.") { }

    public OrleansException(string message) : base(message) { }

    public OrleansException(string message, Exception? innerException) : base(message, innerException) { }
}
