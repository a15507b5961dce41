namespace Pivotal.Data.Shared;

/// <summary>
/// How long one statement may run before PostgreSQL ends it by itself, whatever became of whoever sent it. Set for each transaction in the batch of its first command; migrations and the start of the database,
/// which have a connection of their own, have no such limit.
/// </summary>
/// <param name="Request">of a request that somebody waits for; a little less than the request itself may take, so that its connection is free again by the time he is told</param>
/// <param name="Work">of grains and jobs: short statements that may have to wait for a lock</param>
/// <param name="Bulk">of bulk work: a piece of an import, of a queue's fill, a report, a whole file</param>
public sealed record StatementLimits(TimeSpan Request, TimeSpan Work, TimeSpan Bulk)
{
    public static readonly StatementLimits Default = new(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(2));
}
