using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>The OpenAPI 3.1 document, made from the routes and their types.</summary>
internal static class OpenApiSetup
{
    public const string Name = "v1";

    public static void AddPivotalOpenApi(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Pivotal", Version = "1", Description = "One tenant's CRM and contact centre. Every refusal is application/problem+json with a stable code." };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(Describe);
    });

    public static void MapOpenApiDocument(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    /// <summary>Operation id from the handler, who may call it from the policy, and the one shape of every refusal.</summary>
    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler)
            operation.OperationId = Camel(handler.Name == "Handle" ? handler.DeclaringType!.Name : handler.Name);
        var policy = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;
        operation.Description = policy is null ? "Anonymous." : $"Policy {policy}: {string.Join(", ", Policies.RolesOf[policy])}.";
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, ct);
        (operation.Responses ??= []).TryAdd("default", new OpenApiResponse
        {
            Description = "Refused",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
        });
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>The shape of every refusal (RFC 9457).</summary>
internal sealed record ProblemAnswer(string Type, string Title, int Status, string Code, string Detail, string TraceId, IReadOnlyList<ProblemError>? Errors);
