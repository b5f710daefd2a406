define_texts! {
    /// What stands on every screen.
    frame {
        product: "Inkluderende praksis",
        skip: "Hopp til innholdet",
        menu: "Meny",
        modules: "Moduler",
        glossary: "Ordliste",
        sources: "Kilder",
        help: "Hjelp",
        privacy: "Personvern",
        accessibility: "Tilgjengelighet",
        about: "Om tjenesten",
    }
    /// The front page.
    home {
        title: "Fra kompetansepakke til endret praksis",
        lead: "Les sammen, bli enige om én ting, prøv den ut, og se hva som skjedde.",
        join: "Bli med i en økt",
        explore: "Utforsk modulene",
    }
    /// Joining a session with a code.
    join {
        title: "Bli med i en økt",
        code: "Kode",
        code_help: "Seks tegn. Koden står på skjermen i rommet.",
        code_wrong: "Koden har ikke {sign}. Se en gang til på skjermen.",
        go: "Bli med",
    }
    /// Why something could not be done.
    fault {
        heading: "Det gikk ikke",
        kept: "Det du skrev, er her fortsatt. Du kan rette det og prøve igjen.",
        your_text: "Det du skrev",
        retry: "Prøv igjen",
        home: "Til forsiden",
        back: "Tilbake",
        not_found_heading: "Fant ikke siden",
        not_signed_in: "Du må logge inn først.",
        forbidden: "Du har ikke tilgang til dette.",
        not_found: "Vi finner ikke det du leter etter. Det kan være flyttet eller slettet.",
        stale: "Noen andre endret dette før deg. Last siden på nytt og se hva som står der nå.",
        conflict: "Du har skrevet et annet sted i mellomtiden. Begge tekstene er tatt vare på.",
        too_long: "Teksten er for lang: {actual} tegn, og det er plass til {limit}.",
        empty: "Feltet er tomt. Skriv noe før du sender.",
        national_id: "Teksten inneholder et fødselsnummer. Ta det bort før du lagrer. Her skal ingen barn kunne kjennes igjen.",
        not_valid: "Noe er ikke riktig fylt ut. Se over og prøv igjen.",
        invalid: "Feltet «{field}» mangler eller er ikke riktig fylt ut.",
        rate_limited: "Det har vært for mange forsøk. Vent litt og prøv igjen.",
        wrong_code: "Koden stemmer ikke. Du har {left} forsøk igjen.",
        busy: "Tjenesten har det travelt. Prøv igjen om litt.",
        full: "Det er ikke plass til mer akkurat nå. Ta vare på teksten din, og si fra til dem som driver tjenesten.",
        not_sent: "Vi fikk ikke sendt e-posten. Prøv igjen om litt.",
        expired: "Lenken eller koden gjelder ikke lenger.",
        used: "Lenken er brukt før. Be om en ny.",
        not_started: "Økta er ikke i gang.",
        already_running: "Økta er allerede i gang.",
        closed: "Økta er avsluttet. Det dere åpnet og ble enige om, står fast.",
        not_reached: "Økta har ikke kommet så langt ennå.",
        no_such_step: "Det er ingen flere steg i den retningen.",
        too_late: "Det er for sent å angre. Bruk «Tilbake» i stedet.",
        already_opened: "Svarene er allerede åpnet.",
        nothing_to_open: "Dette steget har ingen svar som kan åpnes.",
        opening: "Svarene er ikke åpne ennå. Vent et øyeblikk.",
        open_already: "Svaret er allerede åpnet og kan ikke holdes tilbake.",
        no_date: "Avtalen mangler en dato for oppfølging.",
        decided: "Teamet har allerede bestemt seg.",
        answered: "Dette er allerede besvart.",
        no_leader: "Teamet hører ikke til en enhet ennå, så det er ingen leder å løfte dette til.",
        not_discussed: "Oppfølgingen er ikke drøftet med de tillitsvalgte ennå. Før det er gjort, følger ingen opp teamene her.",
        offline: "Vi får ikke kontakt med tjenesten. Sjekk nettet og prøv igjen.",
        internal: "Noe er galt hos oss. Vi har skrevet det ned og ser på det.",
    }
    /// What stands in the mails.
    mail {
        code_subject: "{code} er koden din",
        code_body: "Koden din til Inkluderende praksis er {code}.\n\nDen gjelder i ti minutter. Har du ikke bedt om den, kan du se bort fra denne e-posten.\n",
        invitation_subject: "Invitasjon til {place}",
        invitation_body: "Du er invitert til {place} i Inkluderende praksis.\n\nÅpne lenken for å si ja:\n{link}\n\nLenken gjelder i to uker. Ingenting skjer før du trykker på knappen der.\n",
    }
}
