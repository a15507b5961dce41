namespace Pivotal.ClusterTests.Engine;

/// <summary>For what becomes true soon but says nothing when it does.</summary>
public static class Eventually
{
    /// <summary>Repeats a check until it passes; after ten seconds its last failure is the test's.</summary>
    public static async Task Succeeds(Func<Task> check)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await check();
                return;
            }
            catch (Exception) when (attempt < 200)
            {
                await Task.Delay(50);
            }
        }
    }
}
