using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Cluster;

/// <summary>
/// TLS between the processes of a cluster, both ways: silo to silo and API process to silo show each other a certificate of the cluster's own authority, and who has none is not let in. Names in
/// certificates are not compared, because silos know each other by addresses that change; so the authority must sign for this cluster only.
/// </summary>
/// <remarks>All processes have it or none; plain and encrypted ones do not understand each other. Files are read at the start: a renewed certificate takes a rolling restart.</remarks>
internal sealed class ClusterTls
{
    /// <summary><c>PIVOTAL_TLS_CERT</c>: file with this process's certificate (PEM). Unset: no TLS.</summary>
    public const string CertificateSetting = "PIVOTAL_TLS_CERT";

    /// <summary><c>PIVOTAL_TLS_KEY</c>: file with its private key (PEM, without a password).</summary>
    public const string KeySetting = "PIVOTAL_TLS_KEY";

    /// <summary><c>PIVOTAL_TLS_CA</c>: file with the certificates of the authorities whose signature counts (PEM); several while one replaces another.</summary>
    public const string AuthoritySetting = "PIVOTAL_TLS_CA";

    private readonly X509Certificate2 _own;
    private readonly X509Certificate2Collection _authorities;

    private ClusterTls(X509Certificate2 own, X509Certificate2Collection authorities) => (_own, _authorities) = (own, authorities);

    /// <summary>Null when it is not asked for.</summary>
    /// <exception cref="StartException">a file is missing, cannot be read, is over, or does not belong to the others</exception>
    public static ClusterTls? From(IConfiguration configuration)
    {
        string[] settings = [CertificateSetting, KeySetting, AuthoritySetting];
        var missing = settings.Where(s => configuration[s] is not { Length: > 0 }).ToList();
        if (missing.Count == settings.Length)
            return null;
        if (missing.Count > 0)
            throw new StartException($"{string.Join(", ", settings)} belong together: {string.Join(" and ", missing)} is not set.");
        var (certificate, key, authority) = (
            configuration[CertificateSetting]!,
            configuration[KeySetting]!,
            configuration[AuthoritySetting]!
        );
        var authorities = Read(
            AuthoritySetting,
            authority,
            file =>
            {
                var read = new X509Certificate2Collection();
                read.ImportFromPemFile(file);
                return read.Count > 0 ? read : throw new CryptographicException("there is no certificate in it");
            }
        );
        // By itself first, so that a sentence names the file that is at fault.
        Read(CertificateSetting, certificate, file => X509Certificate2.CreateFromPem(File.ReadAllText(file))).Dispose();
        var own = Read(KeySetting, key, file => X509Certificate2.CreateFromPemFile(certificate, file));
        var now = TimeProvider.System.GetUtcNow();
        if (now > new DateTimeOffset(own.NotAfter))
            throw new StartException(
                $"{CertificateSetting} names {certificate}, a certificate that ended on {own.NotAfter.ToUniversalTime():yyyy-MM-dd}; put a new one there."
            );
        if (now < new DateTimeOffset(own.NotBefore))
            throw new StartException(
                $"{CertificateSetting} names {certificate}, a certificate that is good from {own.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC only; check it and this machine's clock."
            );
        var tls = new ClusterTls(own, authorities);
        if (!tls.Trusts(own))
            throw new StartException(
                $"{CertificateSetting} names {certificate}, which none of the authorities in {AuthoritySetting} ({authority}) has signed, or these are out of date."
            );
        return tls;
    }

    public void Apply(TlsOptions options)
    {
        options.LocalCertificate = _own;
        (options.RemoteCertificateMode, options.ClientCertificateMode) = (
            RemoteCertificateMode.RequireCertificate,
            RemoteCertificateMode.RequireCertificate
        );
        options.RemoteCertificateValidation = (certificate, _, _) => Trusts(certificate);
    }

    /// <summary>As another member would open a connection.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">the other end is no member, or does not take us for one</exception>
    public async Task<Stream> Open(Stream plain, CancellationToken ct)
    {
        var stream = new SslStream(plain, false, (_, certificate, _, _) => certificate is X509Certificate2 shown && Trusts(shown));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "silo", ClientCertificates = [_own] }, ct);
        return stream;
    }

    private bool Trusts(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        // A private authority publishes no list; whoever must go gets a new authority.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static T Read<T>(string setting, string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new StartException(
                $"{setting} names {file}, which cannot be used ({e.Message.Split('\n')[0].TrimEnd('.')}); it must be a PEM file of the kind its name says.",
                e
            );
        }
    }
}
