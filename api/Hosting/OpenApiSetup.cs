using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>The OpenAPI 3.1 document, made from the routes and their types.</summary>
internal static class OpenApiSetup
{
    public const string Name = "v1";

    public static void AddPivotalOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(
            Name,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo
                        {
                            Title = "Pivotal",
                            Version = "1",
                            Description =
                                "One tenant's CRM and contact centre. Every refusal is application/problem+json with a stable code.",
                        };
                        document.Servers = [];
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(Describe);
                options.AddSchemaTransformer(Moments);
                options.AddSchemaTransformer(Whole);
            }
        );

    public static void MapOpenApiDocument(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    /// <summary>Operation id from the handler, who may call it from the policy, and the one shape of every refusal.</summary>
    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler)
            operation.OperationId = Camel(handler.Name == "Handle" ? handler.DeclaringType!.Name : handler.Name);
        var policy = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;
        operation.Description = policy is null ? "Anonymous." : $"Policy {policy}: {string.Join(", ", Policies.RolesOf[policy])}.";
        // A change is read as JSON, to tell what is absent from what is null; what it may name is said by the route.
        if (
            metadata.OfType<IAcceptsMetadata>().LastOrDefault(a => a.RequestType is not null && a.RequestType != typeof(JsonElement))
                is { RequestType: { } named }
            && operation.RequestBody?.Content is { } bodies
        )
        {
            var body = await context.GetOrCreateSchemaAsync(named, null, ct);
            body.Required?.Clear();
            var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            SayNull(body, named, json);
            SayDefaults(body, json.GetTypeInfo(named));
            foreach (var content in bodies.Values.OfType<OpenApiMediaType>())
                content.Schema = body;
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, ct);
        (operation.Responses ??= []).TryAdd(
            "default",
            new OpenApiResponse
            {
                Description = "Refused",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
            }
        );
    }

    /// <summary>The generator says null of an object that it refers to; of one that stands inline nobody would know.</summary>
    private static void SayNull(OpenApiSchema body, Type type, JsonSerializerOptions json)
    {
        foreach (var property in json.GetTypeInfo(type).Properties)
        {
            if (
                body.Properties is null
                || !body.Properties.TryGetValue(property.Name, out var shape)
                || shape is not OpenApiSchema { Type: JsonSchemaType.Object } inner
            )
                continue;
            SayNull(inner, property.PropertyType, json);
            if (property.IsSetNullable)
                inner.Type |= JsonSchemaType.Null;
        }
    }

    /// <summary>What holds when nobody names it. Of a constructor's parameters the generator knows it; a record of properties says it by what it is when it is new.</summary>
    private static void SayDefaults(OpenApiSchema body, JsonTypeInfo type)
    {
        if (type.CreateObject?.Invoke() is not { } plain)
            return;
        foreach (var property in type.Properties)
        {
            if (
                body.Properties is not null
                && body.Properties.TryGetValue(property.Name, out var shape)
                && shape is OpenApiSchema { Default: null } inner
                && JsonSerializer.SerializeToNode(property.Get?.Invoke(plain), property.PropertyType, type.Options) is JsonValue value
            )
                inner.Default = value;
        }
    }

    /// <summary>What is answered is there, also where it is built upon a record that may be sent in part.</summary>
    private static Task Whole(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (type.IsAssignableTo(typeof(IVersioned)) && type.BaseType != typeof(object) && schema.Properties is { } all)
            schema.Required = all.Keys.ToHashSet();
        return Task.CompletedTask;
    }

    /// <summary>Days and moments are texts; their own converters do not say so.</summary>
    private static Task Moments(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (Format(type) is { } format)
            (schema.Type, schema.Format) = (
                MayBeNull(type, context) ? JsonSchemaType.Null | JsonSchemaType.String : JsonSchemaType.String,
                format
            );
        else if (schema.Items is null && context.JsonTypeInfo.ElementType is { } element && Format(element) is { } each)
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = each };
        return Task.CompletedTask;
    }

    // A parameter of the address that is not given is left out instead.
    private static bool MayBeNull(Type type, OpenApiSchemaTransformerContext context) =>
        context.JsonPropertyInfo is { } property
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : context.ParameterDescription is null && Nullable.GetUnderlyingType(type) is not null;

    private static string? Format(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var moment when moment == typeof(DateTimeOffset) => "date-time",
            var day when day == typeof(DateOnly) => "date",
            _ => null,
        };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>The shape of every refusal (RFC 9457).</summary>
internal sealed record ProblemAnswer(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    string TraceId,
    IReadOnlyList<ProblemError>? Errors
);
