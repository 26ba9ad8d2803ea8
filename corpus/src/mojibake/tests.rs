//! Text broken on purpose, in the usual ways, and healthy text that looks like it.

use encoding_rs::{WINDOWS_1252, WINDOWS_1254};
use proptest::{
    collection::vec,
    prelude::{Strategy, proptest},
    prop_assert, prop_assert_eq,
    sample::select,
};

use super::{Encoding, repair};

/// Ways of reading UTF-8 as something else.
const WAYS: [fn(&str) -> String; 3] = [
    |text| through(WINDOWS_1252, text),
    |text| through(WINDOWS_1254, text),
    |text| text.bytes().map(char::from).collect(),
];

fn through(encoding: &'static encoding_rs::Encoding, text: &str) -> String {
    let (text, _) = encoding.decode_without_bom_handling(text.as_bytes());
    text.into_owned()
}

/// Reads UTF-8 with a decoder that drops the bytes it does not know.
fn dropping(encoding: &'static encoding_rs::Encoding, text: &str) -> String {
    let is_control = |c: char| ('\u{80}'..='\u{9F}').contains(&c);
    through(encoding, text).replace(is_control, "")
}

const HEALTHY: [&str; 24] = [
    "« Voilà » : « été… », « déjà », l’île où l’œuvre naît, ça coûte 20 °C, 5 €\u{A0}!",
    "Société\u{A0}© 2024, café\u{A0}§ 3, naïve – Noël — garçon‽ №1",
    "ŒUVRE, ÉTÉ, À CÔTÉ, ÇA, HÔPITAL, NAÏF : ÎLE. étudiant•e, étudiant·e",
    "Türkçe: ğüşıöç ĞÜŞİÖÇ “şöyle” ‘böyle’ Dağ… DAĞ” İÇ»",
    "«A IRMû, MAÇÃ… São João, NÃO, IRMÔ, pão\u{A0}º, AMANHÕ",
    "Âme, Äpfel, Ärger, Spaß“, „Spaß“, »Spaß«, GROß…, Öl – Übel",
    "Đà Nẵng ĐÔ ĐÃ… Ã Â “Tiếng Việt” vậy… được” ở»",
    "På svenska: ”på”, PÅ”, Å…, “Å”",
    "ESPAÑA, ESPAÑ… año… ¿qué? ¡sí!, 1.ª, n.º, N\u{A0}º",
    "┌──┐ ╔══╗ │ ✅ ⚠️ 🔝 🚀 → ← ▼ … “”",
    "Ý, þ, ð, æ, ø; ČŽŠ; Łódź; Ångström² 3 Å² Å³",
    "Voilà…» «pâté»… ’à’ â” â… «là»¹ café® é™ é–",
    "Ελληνικά: «Ναι»… Привет — «да»",
    "",
    "# Titre\n\n- [x] fait\n",
    "A SEGUNDA IRMû",
    "NÃO é a IRMÔ.",
    "Ö“ Ñ” É… Î» Ï… Í° Ì’ È™ Ç® Æ”",
    "IRMÃ\u{A0}: AMANHÃ – DEPOIS",
    "la voie…” ‘né’” “café”… “voilà”",
    "ê\u{A0}» à\u{A0}» é\u{A0}» é\u{A0}; ù\u{A0}% â\u{A0}» à\u{A0}—",
    "ÇŒ ÉŒ Çœuvre Ç«là» É“ici” ÈŒ, œuf, cœur, sœur, Œdipe, Ÿ, Æ, “œ”, «œ»",
    "日本語 한국어 العربية עברית",
    "a\u{301} e\u{300}, ﬁn, x²·y³, ½ ¼, µs, ±1 £3 ¥4 ¢5",
];

#[test]
fn healthy_text_stays_as_it_is() {
    for text in HEALTHY {
        let repaired = repair(text);
        assert_eq!(repaired.text, text);
        assert!(repaired.is_healthy(), "{text}: {:?}", repaired.unsure);
        assert_eq!(repaired.encoding, None, "{text}");
    }
    assert!(repair(&HEALTHY.join("\n")).is_healthy());
}

const SAMPLES: [&str; 7] = [
    "Déjà vu : « où ça ? » — l’œuvre coûte 5 € à l’été…",
    "Türkçe: ğüşıöç ĞÜŞİÖÇ",
    "┌────┐\n│ ok │\n└────┘ ╔══╗ → ✅ 🚀 🔝 “vu”",
    "Ärger, größer, Übel, Öl",
    "NÃO, IRMÃ, maçã, ações, à",
    "Tiếng Việt được, Đà Nẵng",
    "Łódź, čeština, Ελλάδα, Москва é",
];

#[test]
fn what_was_broken_is_restored() {
    for text in SAMPLES {
        for way in WAYS {
            let (once, twice) = (way(text), way(&way(text)));
            assert_eq!(repair(&once).text, text, "{once}");
            assert_eq!(repair(&twice).text, text, "{twice}");
            assert!(repair(&once).unsure.is_empty(), "{once}");
        }
    }
}

#[test]
fn the_encoding_is_named() {
    let text = "── l’été à 🚀";
    let named = [
        Encoding::Windows1252,
        Encoding::Windows1254,
        Encoding::Latin1,
    ];
    for (way, encoding) in WAYS.into_iter().zip(named) {
        assert_eq!(repair(&way(text)).encoding, Some(encoding), "{}", way(text));
    }
}

#[test]
fn a_broken_line_is_restored_among_healthy_ones() {
    let broken = through(WINDOWS_1252, "l’été, « là » : 20 °C");
    let text = format!("Voilà «pâté»…\n{broken}\nA IRMû\nNÃO");
    let repaired = repair(&text);
    assert_eq!(
        repaired.text,
        "Voilà «pâté»…\nl’été, « là » : 20 °C\nA IRMû\nNÃO"
    );
    assert_eq!(repaired.lines, [2]);
    assert_eq!(repaired.first_line(), Some(2));
}

#[test]
fn boxes_that_lost_their_corners_are_completed() {
    for drawing in [
        "┌────┐\n│ ok │\n├──┬─┤\n└──┴─┘\n",
        "╔════╗\n║ ok ║\n╠════╣\n╚════╝\nfin",
        "  ┌──┐   ┌──┐\n  │a │──►│b │\n  └─┬┘   └──┘\n    ▼\n",
        "┏━━━━┓\n┃ ok ┃\n┗━━━━┛\n",
        "l’été “ici”, ⚠️ ══════\n",
        "────┐\n    │\n════╪\n",
        "┌──────┐\n│ été │\n└─────┘\n",
    ] {
        for encoding in [WINDOWS_1252, WINDOWS_1254] {
            let broken = dropping(encoding, drawing);
            let repaired = repair(&broken);
            assert_eq!(repaired.text, drawing, "{broken}");
            assert_eq!(repaired.unsure, [], "{broken}");
        }
    }
}

#[test]
fn what_may_be_several_characters_is_listed() {
    let broken = dropping(WINDOWS_1254, "🔝 Retour à l’Île\nÉté\n← là");
    let repaired = repair(&broken);
    assert_eq!(repaired.text, "ğŸ” Retour à l’Ãle\nÉté\nâ† là");
    let listed: Vec<(usize, &str)> = repaired
        .unsure
        .iter()
        .map(|unsure| (unsure.line, unsure.found.as_str()))
        .collect();
    assert_eq!(listed, [(1, "Ã"), (1, "ğŸ”"), (3, "â†")]);
    for (unsure, meant) in repaired.unsure.iter().zip(['Î', '🔝', '←']) {
        assert!(unsure.candidates.contains(&meant), "{unsure:?}");
    }
    assert_eq!(repair(&repaired.text).text, repaired.text);
}

/// Words and signs of healthy French, Turkish and emoji.
fn prose() -> impl Strategy<Value = String> {
    let words = [
        "été",
        "déjà",
        "à",
        "où",
        "île",
        "œuvre",
        "ŒUVRE",
        "ÉTÉ",
        "À",
        "ça",
        "naïf",
        "«",
        "»",
        ":",
        "«là»",
        "«été…»",
        "“café”",
        "‘né’",
        "l’âme",
        "…",
        "–",
        "—",
        "20 °C",
        "m²",
        "\u{A0}",
        "\n",
        "5 €",
        "ğ",
        "dağ",
        "İÇİN",
        "ışık",
        "şöyle",
        "ŞÖYLE",
        "🚀",
        "🔝",
        "⚠️",
        "✅",
        "→",
        "┌──┐",
        "│",
        "ascii",
        "**gras**",
        "`code`",
        "©",
        "n°",
        "ÎLE",
        "ÏE",
        "Ç",
        "ÂGE",
        "pâté»…",
    ];
    let glue = select(vec![" ", " ", "", "\u{A0}", "\n"]);
    vec((select(words.to_vec()), glue), 0..30).prop_map(|words| {
        words
            .into_iter()
            .flat_map(|(word, glue)| [word, glue])
            .collect()
    })
}

proptest! {
    #[test]
    fn healthy_prose_is_never_touched(text in prose()) {
        let repaired = repair(&text);
        prop_assert_eq!(&repaired.text, &text);
        prop_assert!(repaired.is_healthy(), "{:?}", repaired.unsure);
    }

    #[test]
    fn broken_prose_comes_back(text in prose(), way in select(WAYS.to_vec())) {
        let text = format!("été {text}");
        prop_assert_eq!(&repair(&way(&text)).text, &text);
        prop_assert_eq!(repair(&way(&way(&text))).text, text);
    }

    #[test]
    fn a_repaired_text_is_not_repaired_again(text in "[ -~é«»ÃÂâ€”“œŸğ¼©°\u{A0}\n\u{80}-\u{9F}]{0,60}") {
        let once = repair(&text);
        let twice = repair(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert_eq!(twice.lines, Vec::<usize>::new());
    }

    #[test]
    fn lost_bytes_never_turn_into_something_else(text in prose()) {
        let text = format!("été {text}");
        let repaired = repair(&dropping(WINDOWS_1254, &text));
        if repaired.unsure.is_empty() {
            prop_assert_eq!(repaired.text, text);
        }
    }
}
