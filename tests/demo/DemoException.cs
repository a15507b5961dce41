namespace Pivotal.Demo;

/// <summary>The demonstration cannot go on. The message is a sentence for the person who watches.</summary>
public sealed class DemoException(string sentence) : Exception(sentence);
