using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.Bench.Harness;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.Simulator.Hosting;

namespace Pivotal.Bench.Push;

/// <summary>Calls whose events go to the floor instead of to the product.</summary>
internal sealed class FloorTarget(RunningSimulator carrier, FloorHost floor) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = carrier.BaseAddress };

    /// <summary>Places calls that ring until they are told to be answered.</summary>
    public async Task<IReadOnlyList<RingingCall>> Ring(int calls, CancellationToken cancel)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "bench");
        List<RingingCall> ringing = [];
        for (var i = 0; i < calls; i++)
        {
            var subject = Ids.New();
            using var response = await _http.PostAsJsonAsync(
                "calls",
                new
                {
                    connection_id = "floor",
                    to = PushBench.Number(i),
                    from = PushBench.CallerId,
                    timeout_secs = 600,
                    command_id = PushBench.FloorCommand(subject),
                    client_state = new ClientState(subject, LegKind.Customer, subject).ToString(),
                    webhook_url = floor.Webhook,
                },
                cancel
            );
            if (!response.IsSuccessStatusCode)
                throw new BenchException($"the simulator refused a call of the floor: {(int)response.StatusCode}");
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
            ringing.Add(new RingingCall(subject, answer.GetProperty("data").GetProperty("call_control_id").GetString()!));
        }

        return ringing;
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Subject">what the frame will name</param>
internal sealed record RingingCall(Guid Subject, string LegId);
