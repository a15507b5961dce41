namespace Pivotal.Grains.Telephony;

/// <summary>The one carrier account of an installation; dial rates are counted per account and region.</summary>
internal static class CarrierAccount
{
    public const string Name = "telnyx", Region = "us";
}
