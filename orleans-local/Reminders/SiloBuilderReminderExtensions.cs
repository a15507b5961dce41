using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Local;

namespace Orleans.Hosting;

/// <summary>Gives grains reminders.</summary>
public static class SiloBuilderReminderExtensions
{
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.AddReminders();
        return builder;
    }

    public static void AddReminders(this IServiceCollection services)
    {
        services.TryAddSingleton<IReminderRows, MemoryReminderRows>();
        if (services.All(s => s.ServiceType != typeof(ReminderService)))
        {
            services.AddSingleton<ReminderService>();
            services.AddSingleton<ISiloPart>(provider => provider.GetRequiredService<ReminderService>());
        }
    }

    public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions) =>
        builder.UseAdoNetReminderService(options => options.Configure(configureOptions));

    public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
    {
        builder.Services.UseAdoNetReminderService(configureOptions);
        return builder;
    }

    public static IServiceCollection UseAdoNetReminderService(
        this IServiceCollection services, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
    {
        configureOptions(services.AddOptions<AdoNetReminderTableOptions>());
        services.TryAddSingleton<PostgresSources>();
        services.Replace(ServiceDescriptor.Singleton<IReminderRows, AdoNetReminderRows>());
        services.AddReminders();
        return services;
    }
}

public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Reminders that last as long as the process; for tests.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) => builder.AddReminders();
}
