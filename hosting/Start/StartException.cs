namespace Pivotal.Hosting.Start;

/// <summary>A process of the product cannot start; the message says why in one sentence.</summary>
public sealed class StartException(string sentence, Exception? inner = null) : Exception(sentence, inner);
