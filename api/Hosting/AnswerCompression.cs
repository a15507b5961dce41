using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>
/// JSON of the API is compressed as it is written, for whoever asks for it. Files of the front end are not: they are compressed when they are built (<see cref="BuiltFiles"/>). Neither are sheets, whose
/// digest is of the bytes sent, nor answers with a secret in them.
/// </summary>
internal static class AnswerCompression
{
    public static void AddAnswerCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // Which answers it is safe for is said by the routes.
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/problem+json"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.AddSingleton<IResponseCompressionProvider, OpenAnswers>();
        // Higher levels cost several times as much and save a tenth.
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void UseAnswerCompression(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseResponseCompression());

    private sealed class OpenAnswers(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
        : ResponseCompressionProvider(services, options)
    {
        public override bool ShouldCompressResponse(HttpContext context) => !context.HoldsSecret() && base.ShouldCompressResponse(context);
    }
}
