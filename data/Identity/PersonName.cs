namespace Pivotal.Data.Identity;

/// <summary>What a user is called wherever he is named to somebody.</summary>
public static class PersonName
{
    /// <summary>An expression: first and last name, or the user name of somebody who has neither; null where an outer join found nobody.</summary>
    /// <param name="user">the alias of <c>users</c></param>
    public static string Of(string user) =>
        $"coalesce(nullif(trim(concat({user}.first_name, ' ', {user}.last_name)), ''), {user}.username)";
}
