using System.Net.Sockets;
using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>The database cannot be reached or is going down. The API answers 503 with <c>Retry-After</c>; grains try again later.</summary>
/// <param name="commitUnknown">True when the connection broke while committing, so that the work may or may not have taken effect.</param>
/// <param name="tooLong">True when the database is there and ended a statement that ran longer than its limit (<see cref="StatementLimits"/>); nothing of the transaction took effect.</param>
public sealed class DatabaseUnavailableException(Exception inner, bool commitUnknown = false, bool tooLong = false)
    : Exception(
        tooLong ? "A statement took too long and was ended."
            : commitUnknown ? "The database went away during a commit."
            : "The database is not available.",
        inner
    )
{
    public bool CommitUnknown { get; } = commitUnknown;

    public bool TooLong { get; } = tooLong;
}

internal enum Failure
{
    /// <summary>A bug or a refused row: nothing to do with the state of the server.</summary>
    Other,

    /// <summary>The server rolled back because of a race; the same work can run again.</summary>
    Conflict,

    /// <summary>No connection, or it broke.</summary>
    Unavailable,

    /// <summary>The server took the command and did not answer in time: frozen, unreachable, or the statement is slow. Not worth the same wait again.</summary>
    TimedOut,

    /// <summary>The server ended the statement because it had run as long as it may.</summary>
    TooLong,
}

internal static class Failures
{
    /// <summary>Looks through what others wrapped around what Npgsql said.</summary>
    public static Failure Classify(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException!)
        {
            switch (e)
            {
                case PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }:
                    return Failure.Conflict;
                // Cancelled by whoever had asked; the server uses the same code for it.
                case OperationCanceledException:
                    return Failure.Other;
                case PostgresException { SqlState: PostgresErrorCodes.QueryCanceled }:
                    return Failure.TooLong;
                case PostgresException p:
                    return
                        p.SqlState.StartsWith("08", StringComparison.Ordinal)
                        || p.SqlState
                            is PostgresErrorCodes.AdminShutdown
                                or PostgresErrorCodes.CrashShutdown
                                or PostgresErrorCodes.CannotConnectNow
                                or PostgresErrorCodes.TooManyConnections
                                or PostgresErrorCodes.DiskFull
                        ? Failure.Unavailable
                        : Failure.Other;
                case NpgsqlException { InnerException: TimeoutException }:
                    return Failure.TimedOut;
                case NpgsqlException or SocketException:
                    return Failure.Unavailable;
            }
        }

        return Failure.Other;
    }
}
