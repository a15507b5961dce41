namespace Pivotal.Api.Shared;

/// <summary>
/// Routes whose answers carry a secret (a token, a one-time link) say so, and are never compressed: the length of a compressed answer tells whoever can put guesses into the request
/// what else stands in it (BREACH, breachattack.com).
/// </summary>
internal static class SecretAnswers
{
    public static RouteHandlerBuilder HoldsSecret(this RouteHandlerBuilder route) => route.WithMetadata(new SecretAnswer());

    internal static bool HoldsSecret(this HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<SecretAnswer>() is not null;

    private sealed record SecretAnswer;
}
