using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of consents, broken by hand.</summary>
internal static class ConsentTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("consent entry missing", "N1"),
        ("consent entry of another kind", "N1"),
        ("consent withdrawn in another version", "N1"),
        ("consent renewed to the same version", "N1"),
        ("consent entries counted", "N1"),
        ("consent missing", "N2"),
        ("consent to another version", "N2"),
        ("consent since another time", "N2"),
        ("consent elsewhere", "N2"),
        ("consent recorded by another", "N2"),
        ("consent that nobody gave", "N2"),
        ("consent that was withdrawn", "N2"),
        ("consents counted", "N2"),
        ("consent ledger missing", "N2"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        Consent consent = await GetAsync<Consent>(store, Consent.KeyOf(Shop.Program, "buyer", "sms", null));
        ConsentLedger consented = await GetAsync<ConsentLedger>(store, ConsentLedger.KeyOf(Shop.Program, "buyer"));
        RecordPage said = await store.QueryAsync(new RecordQuery(ConsentEntry.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        var gave = (ConsentEntry)said.Records[0];
        var renewed = (ConsentEntry)said.Records[1];
        var withdrew = (ConsentEntry)said.Records[3];
        return tampering switch
        {
            "consent entry missing" => [Delete(withdrew)],
            "consent entry of another kind" => [Update(gave with { Kind = ConsentEntryKind.Renew })],
            "consent withdrawn in another version" => [Update(withdrew with { Version = 2 })],
            "consent renewed to the same version" => [Update(renewed with { Version = 1 })],
            "consent entries counted" => [Update(consented with { Entries = consented.Entries + 1 })],
            "consent missing" => [Delete(consent)],
            "consent to another version" => [Update(consent with { Version = 3 })],
            "consent since another time" => [Update(consent with { GivenAt = consent.GivenAt.AddTicks(1) })],
            "consent elsewhere" => [Update(consent with { Channel = "nowhere" })],
            "consent recorded by another" => [Update(consent with { Actor = null })],
            "consent that nobody gave" => [Insert(consent with { Recipient = "partner" })],
            "consent that was withdrawn" => [Insert(consent with { Purpose = "ads", Recipient = "partner", Version = 1, GivenAt = BusyShop.Start, Actor = null })],
            "consents counted" => [Update(consented with { Consents = consented.Consents + 1 })],
            "consent ledger missing" => [Delete(consented)],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
