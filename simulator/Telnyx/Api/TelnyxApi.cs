namespace Pivotal.Simulator.Telnyx.Api;

/// <summary>The part of Call Control v2 that is simulated.</summary>
public static class TelnyxApi
{
    public static void MapTelnyx(this WebApplication app)
    {
        var gate = new ApiGate(app.Services);
        var v2 = app.MapGroup("/v2").AddEndpointFilter(gate.Filter);
        v2.MapPost("/calls", Dial);
        v2.MapGet("/calls/{id}", Status);
        v2.MapPost("/calls/{id}/actions/{action}", CallActions.Run);
        v2.MapGet("/call_events", Events);
        v2.MapFallback(() => Answers.Refuse(TelnyxError.NotFound));
    }

    private static async Task<IResult> Dial(HttpRequest request, Exchange exchange, FaultState faults)
    {
        if (await Answers.ReadBody(request) is not { } body)
            return Answers.Refuse(TelnyxError.BadJson);
        var (order, invalid) = DialBody.Read(body);
        if (order is null)
            return Answers.Refuse(invalid!);
        if (faults.Strikes(k => k.Api429))
            return Answers.Refuse(TelnyxError.TooManyDials(TimeSpan.FromSeconds(1)));
        var (leg, refused) = exchange.Dial(order);
        if (leg is null)
            return Answers.Refuse(refused!);
        return faults.Strikes(k => k.Api5xxAfterDial) ? Answers.Refuse(TelnyxError.Unexpected) : Answers.Call(leg, isAlive: false);
    }

    private static IResult Events(HttpRequest request, Exchange exchange) =>
        Answers.Events(
            request.Query["filter[name]"] is [{ } name] && name != "call.hangup"
                ? null
                : exchange.FindLeg(request.Query["filter[leg_id]"].ToString())
        );

    private static IResult Status(string id, Exchange exchange) =>
        exchange.Find(id) is { } leg ? Answers.Call(leg, leg.IsAlive) : Answers.Refuse(TelnyxError.NotFound);
}
