namespace Pivotal.Data.Shared;

/// <summary>Tells what lies in the work itself, a bug or a refused row, from what lies in the state of the server and passes by itself.</summary>
public static class WorkFaults
{
    public static bool IsOfTheWork(Exception exception) =>
        exception is not (DatabaseUnavailableException or OperationCanceledException) && Failures.Classify(exception) == Failure.Other;
}
