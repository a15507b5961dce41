using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Telephony.Telnyx;

public static class TelnyxSetup
{
    /// <summary>Registers Telnyx, or the simulator that stands for it, as the carrier. Settings are read when the carrier is first used.</summary>
    public static IServiceCollection AddTelnyxCarrier(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => TelnyxOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(provider => DialLimit.From(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<CarrierAccounts>();
        services.AddHttpClient(TelnyxClient.Once).ToTelnyx();
        var again = services.AddHttpClient(TelnyxClient.Again);
        again.AddStandardResilienceHandler(TryAgain);
        // After the handler, which takes away the client's own time-out.
        again.ToTelnyx();
        services.TryAddSingleton<TelnyxClient>();
        services.TryAddSingleton<ICarrier>(provider =>
            provider.GetRequiredService<IConfiguration>()["PIVOTAL_TELNYX_BASE"] is { Length: > 0 }
                ? provider.GetRequiredService<TelnyxClient>()
                : new NoCarrier()
        );
        return services;
    }

    // What goes wrong is logged by the client, in its own words and without addresses.
    private static IHttpClientBuilder ToTelnyx(this IHttpClientBuilder client) =>
        client
            .RemoveAllLoggers()
            .UseSocketsHttpHandler(
                (handler, _) => (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, TimeSpan.FromMinutes(5))
            )
            .ConfigureHttpClient(
                (provider, http) =>
                {
                    var options = provider.GetRequiredService<TelnyxOptions>();
                    (http.BaseAddress, http.Timeout) = (options.BaseAddress, options.Timeout);
                    http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
                }
            );

    // The client's own time-out is over all tries together and shorter than those of the handler: a slow answer is waited for, only a quick failure is tried again.
    private static void TryAgain(HttpStandardResilienceOptions options)
    {
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.ShouldRetryAfterHeader = false;
        options.Retry.ShouldHandle = tried =>
            ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(tried.Outcome)
                    && tried.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests
            );
        // A carrier that fails now and then still takes most orders to hang up; one that takes next to none is left alone for a moment.
        options.CircuitBreaker.FailureRatio = 0.9;
    }
}
