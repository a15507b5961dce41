namespace Pivotal.Hosting.Postgres;

/// <summary>The private PostgreSQL cannot run. The message is one sentence that can be shown to the person at the terminal.</summary>
public sealed class PrivatePostgresException(string sentence, Exception? inner = null) : Exception(sentence, inner);
