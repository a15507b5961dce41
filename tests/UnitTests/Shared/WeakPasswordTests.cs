using Pivotal.Api.Identity;

namespace Pivotal.UnitTests.Shared;

public sealed class WeakPasswordTests
{
    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("password1234")]
    [InlineData("Password!2026")]
    [InlineData("123456789012")]
    [InlineData("            ")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("qwertyuiop123")]
    [InlineData("987654321098")]
    [InlineData("2024welcome2024")]
    [InlineData("zyxwvutsrqpon")]
    public void What_is_guessed_first_is_no_password(string password) => Assert.True(WeakPasswords.Is(password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("x7Kq-mmPz-41rT")]
    [InlineData("the password of my aunt")]
    [InlineData("Größe über Maß")]
    public void What_takes_guessing_is_one(string password) => Assert.False(WeakPasswords.Is(password));
}
