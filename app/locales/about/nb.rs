//! Bokmål.

use super::{
    Article,
    Part::{Door, Facts, Link, List, Steps, Text},
    Section, Texts,
};

pub(super) static TEXTS: Texts = Texts { help: HELP, privacy: PRIVACY, accessibility: ACCESSIBILITY };

const HELP: Article = Article {
    title: "Hjelp",
    lead: "Slik blir du med, planlegger, leder og forteller hvordan det gikk.",
    sections: &[
        Section {
            id: "bli-med",
            heading: "Bli med i en økt",
            parts: &[
                Steps(&[
                    "Skriv koden på seks tegn, eller pek telefonen mot QR-koden på skjermen i rommet.",
                    "Skriv navnet ditt eller et kallenavn. Du trenger ikke konto.",
                    "Følg stegene. Du kan gå tilbake og lese, men ikke foran de andre.",
                ]),
                Text(
                    "Det du skriver, lagres mens du skriver. Mister du nettet, ligger teksten trygt på enheten og \
                     sendes når nettet er tilbake. Øverst på skjermen ser du alltid om alt er lagret.",
                ),
                Text(
                    "Er dere flere om én maskin, krysser du av for felles maskin. Da husker maskinen ingenting om \
                     deg når den har stått urørt i ti minutter.",
                ),
                Door("bli-med", "Bli med i en økt"),
            ],
        },
        Section {
            id: "lese",
            heading: "Lese på egen hånd",
            parts: &[
                Text(
                    "Alt fagstoff er åpent for alle. På sider med eksempler kan du velge arena, så står dine \
                     eksempler først. Et ord med prikket strek under åpner en forklaring.",
                ),
                Text(
                    "Når du logger inn, kan du også skrive private notater, svare på spørsmålene i teksten og merke \
                     sider som ferdige. Bare du ser det.",
                ),
            ],
        },
        Section {
            id: "planlegge",
            heading: "Planlegge en økt",
            parts: &[
                Steps(&[
                    "Logg inn med e-postadressen din. Du får en kode på seks sifre.",
                    "Start et team på Min side, eller bli med gjennom en lenke fra noen som er i teamet.",
                    "Åpne modulen og trykk «Planlegg økt». Velg team og dag, og sett datoen for når dere følger opp.",
                ]),
                Text(
                    "Datoen for oppfølging er det viktigste. Sett den før økta begynner, helst til et møte dere \
                     skal ha uansett.",
                ),
            ],
        },
        Section {
            id: "lede",
            heading: "Lede en økt",
            parts: &[
                Text(
                    "Du ser det samme som deltakerne, og i tillegg knapper for å åpne svarene, gå til neste steg, \
                     legge til to minutter, ta pause og gå tilbake. «Slik leder du steget» sier hva du kan si, \
                     og hva du kan se etter.",
                ),
                List(&[
                    "Går du videre ved en feil, kan du angre i ti sekunder.",
                    "Svar som er åpnet, kan ikke lukkes igjen. Alle får ti sekunders varsel og kan holde sitt tilbake.",
                    "«Felles skjerm» gir en adresse til den store skjermen. Ingen er logget inn der.",
                    "Rekker dere ikke alt, kan økta stoppe og fortsette en annen dag.",
                ]),
            ],
        },
        Section {
            id: "fortelle",
            heading: "Fortelle hvordan det gikk",
            parts: &[
                Text(
                    "På teamets side trykker du «Hvordan gikk det?» ved avtalen: gjort, delvis eller ikke ennå. \
                     Én linje holder.",
                ),
                Text(
                    "Står noe i veien som dere ikke rår over selv, kan du løfte det til lederen. Lederen svarer \
                     ja, nei eller når, og sier hvorfor.",
                ),
                Text(
                    "Neste økt begynner med det dere avtalte sist. Da bestemmer dere: videreføre, justere eller \
                     avslutte.",
                ),
                Text(
                    "I e-posten og i kalenderen ligger en lenke som er din. Da forteller du i to trykk, uten å logge \
                     inn. Fra avtalen på teamets side kan dere også skrive ut et ark til personalrommet. Alle som \
                     står foran det, kan svare for teamet.",
                ),
            ],
        },
        Section {
            id: "e-post",
            heading: "E-post og kalender",
            parts: &[
                List(&[
                    "Du får høyst én e-post i uken, på en hverdag, og bare når noe venter: en avtale å fortelle om, \
                     et svar fra lederen eller en økt.",
                    "Vil du ikke ha den, trykker du på lenken nederst i e-posten, eller velger «Ingen e-post» på Min \
                     side. Der slår du den også på igjen.",
                    "Ved avtaler og økter står «Legg i kalenderen». På Min side kan du lage en adresse som kalenderen \
                     din abonnerer på.",
                ]),
                Door("min-side", "Til Min side"),
            ],
        },
        Section {
            id: "etter-okta",
            heading: "Etter økta",
            parts: &[
                Text(
                    "Systemet skriver referatet: det dere ble enige om, og svarene dere åpnet. Du finner det på teamets \
                     side under «Tidligere økter», og kan skrive det ut eller laste det ned som Word.",
                ),
                Text(
                    "Var du borte, har du en uke på deg. Da kan du lese det som ble åpnet, og legge til ditt eget syn. \
                     Det ligger under «Venter på deg» på Min side.",
                ),
            ],
        },
        Section {
            id: "leder",
            heading: "Hva lederen ser",
            parts: &[
                List(&[
                    "Lederen ser avtaler, erfaringer, hindringer som er løftet, og hvilke økter som er holdt og planlagt.",
                    "Lederen ser ikke notater, svar i økter eller hva noen har lest.",
                    "De ansatte kan åpne den samme siden som lederen ser.",
                ]),
                Door("personvern", "Les mer om hvem som ser hva"),
            ],
        },
        Section {
            id: "problemer",
            heading: "Når noe ikke virker",
            parts: &[
                List(&[
                    "Kommer det ingen kode på e-post? Se i søppelposten, og be om en ny. Bare den siste gjelder.",
                    "Virker ikke koden til økta? En kode har aldri 0, O, 1 eller I. Når økta er avsluttet, gjelder \
                     koden ikke lenger.",
                    "Står økta stille? Last siden på nytt. Ingenting går tapt.",
                    "Uten JavaScript virker alt, men økta oppdaterer seg ikke av seg selv.",
                ]),
                Text("Finner du ikke ut av det, spør den som har ansvar for tjenesten hos eieren din."),
            ],
        },
    ],
};

const PRIVACY: Article = Article {
    title: "Personvern",
    lead: "Det du skriver for deg selv, er ditt. Det dere avtaler, er teamets. Barn skal aldri kunne kjennes igjen \
           her.",
    sections: &[
        Section {
            id: "ansvarlig",
            heading: "Hvem som er ansvarlig",
            parts: &[
                Text(
                    "Eieren er behandlingsansvarlig. Det er kommunen, fylkeskommunen eller den private eieren som \
                     barnehagen, skolen eller tjenesten hører til. Spør eieren eller personvernombudet der om du \
                     lurer på noe.",
                ),
                Text(
                    "Vi lagrer opplysninger for at team skal kunne lære sammen, prøve ut noe og følge det opp. \
                     Eieren avgjør det rettslige grunnlaget og skal kunne gjøre rede for det.",
                ),
            ],
        },
        Section {
            id: "hvem-ser-hva",
            heading: "Hvem som ser hva",
            parts: &[
                Facts(&[
                    (
                        "Private notater",
                        "Bare du. Ingen rolle i tjenesten gir andre tilgang, og teksten er kryptert der den ligger.",
                    ),
                    (
                        "Svar i en økt",
                        "Bare du, helt til svarene åpnes. Da ser alle i økta dem, uten navn og i tilfeldig \
                         rekkefølge. Du får ti sekunders varsel og kan holde svaret ditt tilbake. Etterpå står \
                         svarene i referatet. Det kan de som var med, og de andre i teamet lese, ikke lederen.",
                    ),
                    (
                        "Svar fra en som var borte",
                        "Bare du, til det er gått en uke siden økta. Da vises de sammen med de andre svarene, uten \
                         navn. De som var der, kan skjønne at et nytt svar kommer fra en som var borte.",
                    ),
                    (
                        "«Var dette verdt tiden?»",
                        "Ingen ser hva du svarte. Vi lagrer bare hvor mange som svarte hva, uten navn og klokkeslett. \
                         Teamet ser tallene etter et døgn, når minst fem har svart, og da endrer de seg ikke mer.",
                    ),
                    (
                        "Avtaler og erfaringer",
                        "Teamet, lederen og de andre ansatte i enheten. Navnet på den som følger opp eller forteller, \
                         står der. Gjester som er med i neste økt med koden, ser forrige avtale og hvordan det gikk, \
                         på steget «Siden sist».",
                    ),
                    (
                        "Hindringer som løftes",
                        "Teamet, lederen og de andre ansatte i enheten. Lederens svar har navn.",
                    ),
                    (
                        "Felles skjerm",
                        "Viser det som er åpnet, uten navn. Alle som har adressen til skjermen, kan se det så lenge \
                         økta varer. Etterpå viser den bare avtalen, i høyst fire timer.",
                    ),
                    ("Hva du har lest", "Bare du."),
                    (
                        "Lenker i e-post og kalender",
                        "Den som har lenken din, ser avtalen og kan fortelle i ditt navn, men ser ingenting annet. \
                         Lenken slutter å virke seks uker etter dagen avtalen skulle følges opp, når teamet har tatt \
                         stilling, og når du ikke er i teamet lenger.",
                    ),
                    (
                        "Arket på personalrommet",
                        "Den som peker telefonen mot koden, ser avtalen og kan svare for teamet. Ingen navn blir \
                         lagret.",
                    ),
                    (
                        "Kalenderadressen din",
                        "Den som har den, ser øktene og avtalene i teamene dine. Kalenderprogrammet du bruker, får det \
                         samme. Du kan bytte den ut eller fjerne den på Min side.",
                    ),
                ]),
                Text(
                    "Lederrollen åpner ingen svar. En leder som selv er med i en økt, ser det som blir åpnet der. \
                     Er lederen logget inn, ser alle at leder deltar, før de skriver. Blir lederen med som gjest, \
                     vet ikke tjenesten hvem det er, og ingen ser det.",
                ),
                Text(
                    "Ingen følger et team før oppfølgingen er drøftet med de tillitsvalgte. De ansatte kan åpne den \
                     samme siden som lederen ser.",
                ),
            ],
        },
        Section {
            id: "barn",
            heading: "Barn og familier",
            parts: &[
                Text(
                    "Skriv om situasjoner, vaner og det vi selv gjør, aldri om ett barn. Et fødselsnummer blir \
                     avvist med en forklaring.",
                ),
                Text(
                    "Reelle saker hører hjemme i sakssystemet. Dette er ikke en kanal for varsling, og meldeplikten \
                     til barnevernet gjelder som før.",
                ),
            ],
        },
        Section {
            id: "lagring",
            heading: "Hva vi lagrer, og hvor lenge",
            parts: &[
                Facts(&[
                    ("Navn og e-postadresse", "Til du sletter deg."),
                    (
                        "E-post vi sender deg",
                        "Hvilken uke og hvordan det gikk, i åtte uker. Aldri hva som sto der. Om du vil ha påminnelser, \
                         og på hvilket språk, til du sletter deg.",
                    ),
                    (
                        "Innlogging",
                        "Gjelder i 30 dager etter siste bruk, på felles maskin i ti minutter. Slettes innen en time etter det.",
                    ),
                    (
                        "Koder du ber om, og feil koder",
                        "Når, e-postadressen koden skulle til, og et avtrykk av nettleser og nett som bare tjenesten kan lese. Slettes innen to timer.",
                    ),
                    (
                        "Gjest i en økt",
                        "Navnet du skrev, hører til økta. Nettleseren husker deg i høyst tretti dager, på en felles maskin i ti minutter.",
                    ),
                    ("Notater og svar", "Til du sletter dem."),
                    (
                        "Avtaler, erfaringer og hindringer",
                        "Så lenge teamet finnes. Navnet ditt blir borte når du sletter deg.",
                    ),
                    ("Invitasjoner", "Gjelder i to uker."),
                    (
                        "Logg",
                        "Hvem som logget inn, fikk en rolle eller slettet seg, og når. Aldri hva noen skrev.",
                    ),
                ]),
                Text(
                    "Notater, svar og avtaler blir ikke slettet av seg selv. Eieren avgjør hvor lenge tjenesten skal \
                     ha dem ut over det du selv bestemmer.",
                ),
            ],
        },
        Section {
            id: "rettigheter",
            heading: "Det du kan gjøre selv",
            parts: &[
                Text(
                    "På Min side kan du hente ut alt som er lagret om deg, og slette deg. Notater og svar som ikke er \
                     åpnet, blir borte. Svar som er åpnet, blir stående uten forfatter. Avtaler blir hos teamet, \
                     uten navnet ditt.",
                ),
                Text(
                    "Var du gjest i en økt, logger du inn i den samme nettleseren og trykker «Ta med det jeg skrev» \
                     på Min side. Da hører det til deg, og du kan hente det ut eller slette det.",
                ),
                Text(
                    "Du kan også be eieren om innsyn, retting eller sletting. Er du ikke fornøyd med svaret, kan du \
                     klage til Datatilsynet.",
                ),
                Door("min-side", "Til Min side"),
                Link("https://www.datatilsynet.no/", "Datatilsynet"),
            ],
        },
        Section {
            id: "informasjonskapsler",
            heading: "Informasjonskapsler",
            parts: &[
                Text(
                    "Vi sporer ingen og henter ingenting fra andre nettsteder. En informasjonskapsel settes først når du \
                     logger inn eller blir med i en økt, og bare for å huske det.",
                ),
                Text(
                    "Unntaket er film som ligger hos YouTube eller Vimeo. Den hentes bare når du selv velger å vise den \
                     på siden, og gjelder den ene gangen. Da får de vite IP-adressen din og hvilket nettsted du kommer \
                     fra, og de kan lagre noe i nettleseren. Alt som blir sagt i en film, kan du lese i stedet.",
                ),
            ],
        },
    ],
};

const ACCESSIBILITY: Article = Article {
    title: "Tilgjengelighetserklæring",
    lead: "Alle skal kunne lese, delta og avtale, også med tastatur, skjermleser, stor skrift eller uten skript.",
    sections: &[
        Section {
            id: "krav",
            heading: "Hva vi sikter mot",
            parts: &[Text(
                "Målet er WCAG 2.1 på nivå A og AA, som forskriften om universell utforming av IKT-løsninger krever av \
                 offentlige virksomheter.",
            )],
        },
        Section {
            id: "provd",
            heading: "Hva som er prøvd",
            parts: &[List(&[
                "Skjermbildene er kontrollert med axe, hvert av dem på telefon eller bred skjerm, de fleste både lyst og mørkt.",
                "Sidene kan leses ved 400 % forstørring uten å rulle sidelengs. Brede tabeller ruller for seg selv.",
                "Lesesidene har ingen skript. Skjemaene virker uten.",
                "Kontrasten er regnet ut for alle fargepar, lyst og mørkt.",
                "Ingenting beveger seg for den som har bedt nettleseren om mindre bevegelse.",
            ])],
        },
        Section {
            id: "ikke-provd",
            heading: "Hva som ikke er prøvd ennå",
            parts: &[List(&[
                "Personer som bruker skjermleser, forstørring eller bryterstyring til daglig, har ikke prøvd tjenesten.",
                "Vi har ikke prøvd den med NVDA, JAWS, VoiceOver eller TalkBack.",
                "Ingen fast prøve går gjennom alle skjermbildene med bare tastatur.",
                "Automatiske verktøy finner bare en del av feilene.",
            ])],
        },
        Section {
            id: "mangler",
            heading: "Kjente mangler",
            parts: &[List(&[
                "Den store skjermen i rommet er laget for å leses på avstand. Alt som står der, finnes også på \
                 deltakernes egne skjermer.",
                "Uten JavaScript oppdaterer du økta for hånd.",
                "Kildene fører til andres nettsteder, som vi ikke har prøvd.",
            ])],
        },
        Section {
            id: "si-fra",
            heading: "Si fra",
            parts: &[
                Text(
                    "Møter du noe du ikke kan bruke, så si fra til eieren: kommunen, fylkeskommunen eller den private \
                     eieren som barnehagen, skolen eller tjenesten hører til. Fortell hvilken side det gjelder, og \
                     hva du prøvde å gjøre.",
                ),
                Text("Får du ikke hjelp, kan du melde fra til Tilsynet for universell utforming av ikt."),
                Link("https://www.uutilsynet.no/", "Tilsynet for universell utforming av ikt"),
            ],
        },
        Section {
            id: "om",
            heading: "Om erklæringen",
            parts: &[Text(
                "Teksten følger med tjenesten og gjelder den slik den er levert. Offentlige eiere skal i tillegg \
                 publisere sin egen erklæring på uustatus.no og svare for det de selv legger til eller endrer.",
            )],
        },
    ],
};
