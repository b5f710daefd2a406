//! Nynorsk.

use super::{
    Article,
    Part::{Door, Facts, Link, List, Steps, Text},
    Section, Texts,
};

pub(super) static TEXTS: Texts = Texts { help: HELP, privacy: PRIVACY, accessibility: ACCESSIBILITY };

const HELP: Article = Article {
    title: "Hjelp",
    lead: "Slik blir du med, planlegg, leier og fortel korleis det gjekk.",
    sections: &[
        Section {
            id: "bli-med",
            heading: "Bli med i ei økt",
            parts: &[
                Steps(&[
                    "Skriv koden på seks teikn, eller rett kameraet mot QR-koden på skjermen i rommet.",
                    "Skriv namnet ditt eller eit kallenamn. Du treng ikkje konto.",
                    "Følg stega. Du kan gå tilbake og lesa, men ikkje lenger fram enn dei andre.",
                ]),
                Text(
                    "Det du skriv, blir lagra medan du skriv. Mistar du nettet, ligg teksten trygt på eininga og blir \
                     send når nettet er tilbake. Øvst på skjermen ser du alltid om alt er lagra.",
                ),
                Text(
                    "Er de fleire om éi maskin, kryssar du av for felles maskin. Då hugsar maskina ingenting om deg \
                     når ho har stått urørt i ti minutt.",
                ),
                Door("bli-med", "Bli med i ei økt"),
            ],
        },
        Section {
            id: "lese",
            heading: "Lesa på eiga hand",
            parts: &[
                Text(
                    "Alt fagstoff er ope for alle. På sider med døme kan du velja arena, så står dine døme \
                     først. Eit ord med prikka strek under opnar ei forklaring.",
                ),
                Text(
                    "Når du loggar inn, kan du òg skriva private notat, svara på spørsmåla i teksten og merkja sider \
                     som ferdige. Berre du ser det.",
                ),
            ],
        },
        Section {
            id: "planlegge",
            heading: "Planleggja ei økt",
            parts: &[
                Steps(&[
                    "Logg inn med e-postadressa di. Du får ein kode på seks siffer.",
                    "Start eit team på Mi side, eller bli med gjennom ei lenkje frå nokon som er i teamet.",
                    "Opne modulen og trykk «Planlegg økt». Vel team og dag, og set datoen for når de følgjer opp.",
                ]),
                Text(
                    "Datoen for oppfølging er det viktigaste. Set han før økta startar, helst til eit møte de skal ha \
                     uansett.",
                ),
            ],
        },
        Section {
            id: "lede",
            heading: "Leia ei økt",
            parts: &[
                Text(
                    "Du ser det same som deltakarane, og i tillegg knappar for å opna svara, gå til neste steg, leggja \
                     til to minutt, ta pause og gå tilbake. «Slik leier du steget» seier kva du kan seia, og kva du \
                     kan sjå etter.",
                ),
                List(&[
                    "Går du vidare ved ein feil, kan du angra i ti sekund.",
                    "Svar som er opna, kan ikkje stengjast att. Alle får varsel ti sekund før og kan halda sitt tilbake.",
                    "«Felles skjerm» gir ei adresse til den store skjermen. Ingen er logga inn der.",
                    "Rekk de ikkje alt, kan økta stoppa og halda fram ein annan dag.",
                ]),
            ],
        },
        Section {
            id: "fortelle",
            heading: "Fortelja korleis det gjekk",
            parts: &[
                Text(
                    "På sida til teamet trykkjer du «Korleis gjekk det?» ved avtalen: gjort, delvis eller ikkje enno. \
                     Éi linje held.",
                ),
                Text(
                    "Står noko i vegen som de ikkje rår over sjølve, kan du løfta det til leiaren. Leiaren svarar ja, \
                     nei eller når, og seier kvifor.",
                ),
                Text(
                    "Neste økt startar med det de avtala sist. Då bestemmer de: vidareføra, justera eller avslutta.",
                ),
                Text(
                    "I e-posten og i kalenderen ligg ei lenkje som er di. Då fortel du i to trykk, utan å logga inn. \
                     Frå avtalen på sida til teamet kan de òg skriva ut eit ark til personalrommet. Alle som står \
                     framfor det, kan svara for teamet.",
                ),
            ],
        },
        Section {
            id: "e-post",
            heading: "E-post og kalender",
            parts: &[
                List(&[
                    "Du får høgst éin e-post i veka, på ein kvardag, og berre når noko ventar: ein avtale å fortelja \
                     om, eit svar frå leiaren eller ei økt.",
                    "Vil du ikkje ha han, trykkjer du på lenkja nedst i e-posten, eller vel «Ingen e-post» på Mi side. \
                     Der slår du han òg på att.",
                    "Ved avtalar og økter står «Legg i kalenderen». På Mi side kan du laga ei adresse som kalenderen \
                     din abonnerer på.",
                ]),
                Door("min-side", "Til Mi side"),
            ],
        },
        Section {
            id: "etter-okta",
            heading: "Etter økta",
            parts: &[
                Text(
                    "Systemet skriv referatet: det de vart samde om, og svara de opna. Du finn det på sida til teamet \
                     under «Tidlegare økter», og kan skriva det ut eller lasta det ned som Word.",
                ),
                Text(
                    "Var du borte, har du ei veke på deg. Då kan du lesa det som vart opna, og leggja til ditt eige \
                     syn. Det ligg under «Ventar på deg» på Mi side.",
                ),
            ],
        },
        Section {
            id: "leder",
            heading: "Kva leiaren ser",
            parts: &[
                List(&[
                    "Leiaren ser avtalar, erfaringar, hindringar som er løfta, og kva økter som er haldne og planlagde.",
                    "Leiaren ser ikkje notat, svar i økter eller kva nokon har lese.",
                    "Dei tilsette kan opna den same sida som leiaren ser.",
                ]),
                Door("personvern", "Les meir om kven som ser kva"),
            ],
        },
        Section {
            id: "problemer",
            heading: "Når noko ikkje verkar",
            parts: &[
                List(&[
                    "Kjem det ingen kode på e-post? Sjå i søppelposten, og be om ein ny. Berre den siste gjeld.",
                    "Verkar ikkje koden til økta? Ein kode har aldri 0, O, 1 eller I. Når økta er avslutta, gjeld \
                     koden ikkje lenger.",
                    "Står økta stille? Last sida på nytt. Ingenting går tapt.",
                    "Utan JavaScript verkar alt, men økta oppdaterer seg ikkje av seg sjølv.",
                ]),
                Text("Finn du ikkje ut av det, spør den som har ansvar for tenesta hos eigaren din."),
            ],
        },
    ],
};

const PRIVACY: Article = Article {
    title: "Personvern",
    lead: "Det du skriv for deg sjølv, er ditt. Det de avtalar, er teamet sitt. Barn skal aldri kunna kjennast att \
           her.",
    sections: &[
        Section {
            id: "ansvarlig",
            heading: "Kven som er ansvarleg",
            parts: &[
                Text(
                    "Eigaren er behandlingsansvarleg. Det er kommunen, fylkeskommunen eller den private eigaren som \
                     barnehagen, skulen eller tenesta høyrer til. Spør eigaren eller personvernombodet der om du lurer \
                     på noko.",
                ),
                Text(
                    "Vi lagrar opplysningar for at team skal kunna læra saman, prøva ut noko og følgja det opp. Eigaren \
                     avgjer det rettslege grunnlaget og skal kunna gjera greie for det.",
                ),
            ],
        },
        Section {
            id: "hvem-ser-hva",
            heading: "Kven som ser kva",
            parts: &[
                Facts(&[
                    (
                        "Private notat",
                        "Berre du. Inga rolle i tenesta gir andre tilgang, og teksten er kryptert der han ligg.",
                    ),
                    (
                        "Svar i ei økt",
                        "Berre du, heilt til svara blir opna. Då ser alle i økta dei, utan namn og i tilfeldig \
                         rekkjefølgje. Du får varsel ti sekund før og kan halda svaret ditt tilbake. Etterpå står \
                         svara i referatet. Det kan dei som var med, og dei andre i teamet lesa, ikkje leiaren.",
                    ),
                    (
                        "Svar frå ein som var borte",
                        "Berre du, til det har gått ei veke sidan økta. Då blir dei viste saman med dei andre svara, \
                         utan namn. Dei som var der, kan skjøna at eit nytt svar kjem frå ein som var borte.",
                    ),
                    (
                        "«Var dette verdt tida?»",
                        "Ingen ser kva du svarte. Vi lagrar berre kor mange som svarte kva, utan namn og klokkeslett. \
                         Teamet ser tala etter eit døgn, når minst fem har svart, og då endrar dei seg ikkje meir.",
                    ),
                    (
                        "Avtalar og erfaringar",
                        "Teamet, leiaren og dei andre tilsette i eininga. Namnet på den som følgjer opp eller fortel, \
                         står der. Gjester som er med i neste økt med koden, ser førre avtale og korleis det gjekk, \
                         på steget «Sidan sist».",
                    ),
                    (
                        "Hindringar som blir løfta",
                        "Teamet, leiaren og dei andre tilsette i eininga. Svaret frå leiaren har namn.",
                    ),
                    (
                        "Felles skjerm",
                        "Viser det som er opna, utan namn. Alle som har adressa til skjermen, kan sjå det så lenge \
                         økta varer. Etterpå viser han berre avtalen, i høgst fire timar.",
                    ),
                    ("Kva du har lese", "Berre du."),
                    (
                        "Lenkjer i e-post og kalender",
                        "Den som har lenkja di, ser avtalen og kan fortelja i ditt namn, men ser ingenting anna. \
                         Lenkja sluttar å verka seks veker etter dagen avtalen skulle følgjast opp, når teamet har \
                         teke stilling, og når du ikkje er i teamet lenger.",
                    ),
                    (
                        "Arket på personalrommet",
                        "Den som peikar telefonen mot koden, ser avtalen og kan svara for teamet. Ingen namn blir \
                         lagra.",
                    ),
                    (
                        "Kalenderadressa di",
                        "Den som har henne, ser øktene og avtalane i teama dine. Kalenderprogrammet du brukar, får \
                         det same. Du kan byta henne ut eller fjerna henne på Mi side.",
                    ),
                ]),
                Text(
                    "Leiarrolla opnar ingen svar. Ein leiar som sjølv er med i ei økt, ser det som blir opna der. Er \
                     leiaren logga inn, ser alle at leiar er med, før dei skriv. Blir leiaren med som gjest, veit ikkje \
                     tenesta kven det er, og ingen ser det.",
                ),
                Text(
                    "Ingen følgjer eit team før oppfølginga er drøfta med dei tillitsvalde. Dei tilsette kan opna den \
                     same sida som leiaren ser.",
                ),
            ],
        },
        Section {
            id: "barn",
            heading: "Barn og familiar",
            parts: &[
                Text(
                    "Skriv om situasjonar, vanar og det vi sjølve gjer, aldri om eitt barn. Eit fødselsnummer blir \
                     avvist med ei forklaring.",
                ),
                Text(
                    "Reelle saker høyrer heime i sakssystemet. Dette er ikkje ein kanal for varsling, og meldeplikta til \
                     barnevernet gjeld som før.",
                ),
            ],
        },
        Section {
            id: "lagring",
            heading: "Kva vi lagrar, og kor lenge",
            parts: &[
                Facts(&[
                    ("Namn og e-postadresse", "Til du slettar deg."),
                    (
                        "E-post vi sender deg",
                        "Kva veke og korleis det gjekk, i åtte veker. Aldri kva som stod der. Om du vil ha \
                         påminningar, og på kva språk, til du slettar deg.",
                    ),
                    (
                        "Innlogging",
                        "Gjeld i 30 dagar etter siste bruk, på felles maskin i ti minutt. Blir sletta innan ein time etter det.",
                    ),
                    (
                        "Kodar du ber om, og feil kodar",
                        "Når, e-postadressa koden skulle til, og eit avtrykk av nettlesar og nett som berre tenesta kan lesa. Blir sletta innan to timar.",
                    ),
                    (
                        "Gjest i ei økt",
                        "Namnet du skreiv, høyrer til økta. Nettlesaren hugsar deg i høgst tretti dagar, på ei felles maskin i ti minutt.",
                    ),
                    ("Notat og svar", "Til du slettar dei."),
                    (
                        "Avtalar, erfaringar og hindringar",
                        "Så lenge teamet finst. Namnet ditt blir borte når du slettar deg.",
                    ),
                    ("Invitasjonar", "Gjeld i to veker."),
                    (
                        "Logg",
                        "Kven som logga inn, fekk ei rolle eller sletta seg, og når. Aldri kva nokon skreiv.",
                    ),
                ]),
                Text(
                    "Notat, svar og avtalar blir ikkje sletta av seg sjølve. Eigaren avgjer kor lenge tenesta skal ha dei \
                     ut over det du sjølv bestemmer.",
                ),
            ],
        },
        Section {
            id: "rettigheter",
            heading: "Det du kan gjera sjølv",
            parts: &[
                Text(
                    "På Mi side kan du henta ut alt som er lagra om deg, og sletta deg. Notat og svar som ikkje er opna, \
                     blir borte. Svar som er opna, blir ståande utan forfattar. Avtalar blir hos teamet, utan namnet \
                     ditt.",
                ),
                Text(
                    "Var du gjest i ei økt, loggar du inn i den same nettlesaren og trykkjer «Ta med det eg skreiv» på \
                     Mi side. Då høyrer det til deg, og du kan henta det ut eller sletta det.",
                ),
                Text(
                    "Du kan òg be eigaren om innsyn, retting eller sletting. Er du ikkje nøgd med svaret, kan du klaga \
                     til Datatilsynet.",
                ),
                Door("min-side", "Til Mi side"),
                Link("https://www.datatilsynet.no/", "Datatilsynet"),
            ],
        },
        Section {
            id: "informasjonskapsler",
            heading: "Informasjonskapslar",
            parts: &[
                Text(
                    "Vi sporar ingen og hentar ingenting frå andre nettstader. Ein informasjonskapsel blir sett først når du \
                     loggar inn eller blir med i ei økt, og berre for å hugsa det.",
                ),
                Text(
                    "Unntaket er film som ligg hos YouTube eller Vimeo. Han blir henta berre når du sjølv vel å visa han \
                     på sida, og det gjeld den eine gongen. Då får dei vita IP-adressa di og kva nettstad du kjem \
                     frå, og dei kan lagra noko i nettlesaren. Alt som blir sagt i ein film, kan du lesa i staden.",
                ),
            ],
        },
    ],
};

const ACCESSIBILITY: Article = Article {
    title: "Tilgjengeerklæring",
    lead: "Alle skal kunna lesa, delta og avtala, også med tastatur, skjermlesar, stor skrift eller utan skript.",
    sections: &[
        Section {
            id: "krav",
            heading: "Kva vi siktar mot",
            parts: &[Text(
                "Målet er WCAG 2.1 på nivå A og AA, som forskrifta om universell utforming av IKT-løysingar krev av \
                 offentlege verksemder.",
            )],
        },
        Section {
            id: "provd",
            heading: "Kva som er prøvd",
            parts: &[List(&[
                "Skjermbileta er kontrollerte med axe, kvart av dei på telefon eller brei skjerm, dei fleste både lyst og mørkt.",
                "Sidene kan lesast ved 400 % forstørring utan å rulla sidelengs. Breie tabellar rullar for seg sjølve.",
                "Lesesidene har ingen skript. Skjemaa verkar utan.",
                "Kontrasten er rekna ut for alle fargepar, lyst og mørkt.",
                "Ingenting rører seg for den som har bede nettlesaren om mindre rørsle.",
            ])],
        },
        Section {
            id: "ikke-provd",
            heading: "Kva som ikkje er prøvd enno",
            parts: &[List(&[
                "Personar som brukar skjermlesar, forstørring eller brytarstyring til dagleg, har ikkje prøvd tenesta.",
                "Vi har ikkje prøvd henne med NVDA, JAWS, VoiceOver eller TalkBack.",
                "Ingen fast prøve går gjennom alle skjermbileta med berre tastatur.",
                "Automatiske verktøy finn berre ein del av feila.",
            ])],
        },
        Section {
            id: "mangler",
            heading: "Kjende manglar",
            parts: &[List(&[
                "Den store skjermen i rommet er laga for å lesast på avstand. Alt som står der, finst òg på skjermane \
                 til deltakarane.",
                "Utan JavaScript oppdaterer du økta for hand.",
                "Kjeldene fører til nettstadene til andre, som vi ikkje har prøvd.",
            ])],
        },
        Section {
            id: "si-fra",
            heading: "Sei frå",
            parts: &[
                Text(
                    "Møter du noko du ikkje kan bruka, så sei frå til eigaren: kommunen, fylkeskommunen eller den \
                     private eigaren som barnehagen, skulen eller tenesta høyrer til. Fortel kva side det gjeld, og kva \
                     du prøvde å gjera.",
                ),
                Text("Får du ikkje hjelp, kan du melda frå til Tilsynet for universell utforming av ikt."),
                Link("https://www.uutilsynet.no/", "Tilsynet for universell utforming av ikt"),
            ],
        },
        Section {
            id: "om",
            heading: "Om erklæringa",
            parts: &[Text(
                "Teksten følgjer med tenesta og gjeld henne slik ho er levert. Offentlege eigarar skal i tillegg \
                 publisera si eiga erklæring på uustatus.no og svara for det dei sjølve legg til eller endrar.",
            )],
        },
    ],
};
