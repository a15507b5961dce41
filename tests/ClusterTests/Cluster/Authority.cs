using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>A certificate authority of a test, with the files a process reads.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    private readonly string _folder = Directory.CreateTempSubdirectory("pivotal-tls-").FullName;
    private readonly X509Certificate2 _root;

    public Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=cluster", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(Today.AddDays(-100), Today.AddDays(100));
    }

    public string Pem => _root.ExportCertificatePem();

    /// <summary>The settings of a process with a certificate of this authority.</summary>
    /// <param name="more">authorities this process trusts as well</param>
    public Dictionary<string, string?> Member(int from = -1, int to = 30, params string[] more)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=member", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], false));
        using var signed = request.Create(_root, Today.AddDays(from), Today.AddDays(to), RandomNumberGenerator.GetBytes(8));
        return new()
        {
            ["PIVOTAL_TLS_CERT"] = File(signed.ExportCertificatePem()),
            ["PIVOTAL_TLS_KEY"] = File(key.ExportPkcs8PrivateKeyPem()),
            ["PIVOTAL_TLS_CA"] = File(string.Join('\n', [Pem, .. more])),
        };
    }

    public string File(string text)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
