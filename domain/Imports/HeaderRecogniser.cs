using System.Collections.Frozen;
using System.Text;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Imports;

/// <summary>What a header is taken for.</summary>
/// <param name="Confidence"><c>exact</c>: a template header; <c>likely</c>: a known other word for it; <c>none</c></param>
public sealed record HeaderGuess(string? Target, string Confidence);

/// <summary>
/// Recognises headers by equality of their key (letters and digits, lower case), never by containment: "Email 1 Validation" is not an e-mail.
/// A target is given once; a template header keeps it against a synonym wherever they stand.
/// </summary>
public static class HeaderRecogniser
{
    private static readonly FrozenDictionary<string, string> Template = TemplateHeaders.All.ToFrozenDictionary(
        h => Key(h.Header),
        h => h.Target
    );

    private static readonly FrozenDictionary<string, string> Synonyms = Read(
        """
        contact.email: email, e-mail, email address, e-mail address, mail, work email, business email, corporate email, contact email, primary email, CAV-Email, email1address, E-Mail-Adresse, emailadresse, mailadresse, courriel, adresse e-mail, correo, correo electronico, posta elettronica, e-mailadres, e-post, sahkoposti, adres e-mail, eposta
        contact.fullName: name, full name, contact name, contact, person, lead name, ansprechpartner, kontaktperson, vollstandiger name, vollständiger name, nom complet, nombre completo, nome completo, nome e cognome, contactpersoon
        contact.firstName: given name, forename, contact first name, fname, CAV-Forename, vorname, prenom, prénom, nombre, nome, voornaam, fornamn, förnamn, imie, imię, etunimi, fornavn
        contact.lastName: surname, family name, contact last name, lname, CAV-Surname, nachname, familienname, zuname, nom, nom de famille, apellido, apellidos, cognome, sobrenome, achternaam, efternamn, nazwisko, sukunimi, efternavn
        contact.jobTitle: job title, position, role, contact title, job role, current position, CAV-Job Title, berufsbezeichnung, funktion, stellung, fonction, poste, cargo, puesto, ruolo, functie, stanowisko
        contact.department: contact department, function, job function, abteilung, departement, département, departamento, reparto, afdeling
        contact.seniority: seniority level, job level, contact seniority, management level
        contact.listLabel: list name, list label, source list
        contact.linkedinUrl: linkedin, linkedin url, linkedin profile, contact linkedin url, contact linkedin, person linkedin url, contact li profile, Linkedin URL/Social Media Profile
        contact.emailVerification: email validation, email status, email verification, email verification status, email 1 status
        contact.emailAiConfidence: email total ai, email ai confidence, email confidence
        contact.phoneAiConfidence: phone total ai, phone ai confidence, phone confidence
        contact.directPhone: phone, phone number, direct phone, direct dial, contact phone, telephone, tel, work phone, business phone, direct phone number, phone 1, CAV-Tel, telefon, telefonnummer, tel., telephone direct, durchwahl, téléphone, téléphone direct, telefono, teléfono, telefone, telefoon, telefoonnummer, puhelin
        contact.mobilePhone: mobile, mobile phone, cell, cell phone, contact mobile, mobile number, cellphone, contact mobile phone 1, mobil, mobiltelefon, handy, mobilnummer, portable, téléphone portable, movil, móvil, cellulare, celular, mobiel
        contact.city: city, town, CAV-Town, ort, stadt, wohnort, ville, ciudad, citta, città, cidade, plaats, stad, miasto
        contact.state: state, province, region, county, contact county, CAV-County, bundesland, kanton, provincia, estado, regione, région
        contact.stateAbbr: state abbr, state code, contact state code, state abbreviation
        contact.postalCode: post code, postal code, postcode, zip, zip code, contact postal code, contact zip, CAV-Postcode, plz, postleitzahl, code postal, codigo postal, código postal, cap, cep, postnummer, kod pocztowy
        contact.country: country, CAV-Country, land, staat, pays, pais, país, paese, kraj, maa
        contact.contactLocation: location
        contact.formerPosition: previous position, previous title, former title
        contact.timeInPosition: time in position, tenure in position, time in current role
        contact.timeInCompany: time in company, tenure in company, company tenure
        contact.researchDate: date researched, researched on
        account.name: company, company name, organization, organisation, organization name, account, account name, employer, company name cleaned, CAV-Company, firma, firmenname, unternehmen, gesellschaft, societe, société, entreprise, raison sociale, empresa, azienda, societa, società, bedrijf, bedrijfsnaam, företag, virksomhed, yritys, organisation name
        account.website: company website, web site, url, homepage, company url, webseite, website url, internet, homepage url, site web, sitio web, sito web, strona www
        account.domain: domain, company domain, account domain, website domain, web domain, email domain
        account.mainPhone: company phone, main phone, switchboard, hq phone, company main phone, company phone number, account hq phone, zentrale, telefon zentrale, centralino
        account.companyLocation: hq location, account location, company hq
        account.hqStreet1: street, address, street 1, address 1, company address, hq street 1, company street, address line 1, CAV-Addr1, strasse, straße, straße und hausnummer, anschrift, adresse, rue, direccion, dirección, indirizzo, straat
        account.hqStreet2: street 2, address 2, hq street 2, address line 2, CAV-Addr2
        account.hqStreet3: street 3, address 3, hq street 3, address line 3, CAV-Addr3
        account.hqCity: hq city, headquarters city, account city
        account.hqState: hq state, account state, company province
        account.hqStateAbbr: hq state abbr, company state code, account state abbr
        account.hqPostalCode: hq postal code, company postal code, company zip, company zip code, hq zip
        account.hqCountry: hq country, account country, headquarters country
        account.annualRevenue: annual revenue, revenue, company revenue, account revenue, umsatz, jahresumsatz, chiffre d'affaires, facturacion, facturación, fatturato, omzet
        account.revenueRange: revenue range, revenue band
        account.staffCountRange: staff count range, staff count, employees, employee count, number of employees, company size, headcount, employee range, account employee size range, company staff count, mitarbeiter, mitarbeiterzahl, anzahl mitarbeiter, effectif, effectifs, empleados, dipendenti, medewerkers
        account.description: description, about, company about, account description
        account.founded: founded, founded date, year founded, founded year, company founded, founded in
        account.industry: industry, sector, account industry, company sector, branche, secteur, sector de actividad, settore, setor
        account.linkedinUrl: company linkedin, company linkedin url, company linkedin profile, account li profile url, account linkedin url
        account.linkedinId: linkedin id, linkedin company id
        account.webTechnologies: technologies, tech stack, web technology, technology
        account.sicCode: sic
        account.naicsCode: naics
        """
    );

    /// <summary>One guess per header, in the order of the headers.</summary>
    public static IReadOnlyList<HeaderGuess> Recognise(IReadOnlyList<string> headers)
    {
        var guesses = new HeaderGuess[headers.Count];
        var taken = new HashSet<string>();
        Take(Template, "exact");
        Take(Synonyms, "likely");
        for (var i = 0; i < guesses.Length; i++)
            guesses[i] ??= new(null, "none");
        return guesses;

        void Take(FrozenDictionary<string, string> words, string confidence)
        {
            for (var i = 0; i < headers.Count; i++)
            {
                if (guesses[i] is null && words.TryGetValue(Key(headers[i]), out var target) && taken.Add(target))
                    guesses[i] = new(target, confidence);
            }
        }
    }

    /// <summary>Letters and digits of the header in lower case.</summary>
    public static string Key(string header)
    {
        var key = new StringBuilder(header.Length);
        foreach (var c in header.InForm(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
                key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }

    private static FrozenDictionary<string, string> Read(string table)
    {
        var words = new Dictionary<string, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (target, names) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]);
            foreach (var name in names.Split(','))
                words.TryAdd(Key(name), target);
        }

        return words.ToFrozenDictionary();
    }
}
