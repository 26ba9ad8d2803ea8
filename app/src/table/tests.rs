//! Tests of the views of a comparison.

use corpus::{
    Html, Id, Slug,
    comparison::{self as c, Cell, Criterion},
};
use proptest::prelude::{Strategy, prop, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::wire::TABLE_PARAMETERS;

fn cell(plain: &str, level: Option<usize>) -> Cell {
    Cell::Known {
        text: Html::escaped(plain),
        plain: plain.to_owned(),
        level,
        source: None,
    }
}

fn criterion(id: &str, cells: [(&str, Option<usize>); 3]) -> Criterion {
    let id = Id::new(id).expect("a valid id");
    let scaled = cells.iter().any(|(_, level)| level.is_some());
    Criterion {
        name: id.to_string(),
        id,
        help: None,
        scale: scaled.then(|| c::Scale {
            levels: ["faible", "moyen", "fort"].map(str::to_owned).into(),
            better: Some(c::Better::High),
        }),
        cells: cells
            .map(|(plain, level)| cell(plain, level))
            .to_vec()
            .into(),
    }
}

fn subject(id: &str) -> c::Subject {
    c::Subject {
        id: Id::new(id).expect("a valid id"),
        name: id.to_owned(),
        kind: None,
        note: None,
        stack: None,
    }
}

/// Three subjects, two groups; only `reseau` says the same of all.
fn comparison() -> Comparison {
    let group = |name: &str, criteria| c::Group {
        name: name.to_owned(),
        criteria,
    };
    Comparison {
        slug: Slug::new("test"),
        source: "comparisons/test.toml".to_owned(),
        title: "Test".to_owned(),
        summary: None,
        note: None,
        subjects: ["conteneurs", "vm", "nu"].map(subject).into(),
        groups: vec![
            group(
                "Socle",
                vec![
                    criterion(
                        "noyau",
                        [("partagé", None), ("propre", None), ("propre", None)],
                    ),
                    criterion(
                        "reseau",
                        [("virtuel", None), ("Virtuel", None), ("virtuel", None)],
                    ),
                ],
            ),
            group(
                "Vie",
                vec![
                    criterion(
                        "vitesse",
                        [("vite", Some(2)), ("lent", Some(0)), ("moyen", Some(1))],
                    ),
                    criterion(
                        "isolation",
                        [("peu", Some(0)), ("très", Some(2)), ("totale", Some(2))],
                    ),
                ],
            ),
        ],
    }
}

fn read(parameters: &[(&'static str, &'static str)]) -> TableState {
    TableState::read(&comparison(), parameters.iter().copied())
}

fn query(state: &TableState) -> String {
    state
        .address(&comparison())
        .replacen("/comparer/test", "", 1)
}

fn rows(state: &TableState) -> Vec<String> {
    let comparison = comparison();
    let groups = state.rows(&comparison);
    let rows = groups.iter().flat_map(|group| &group.rows);
    rows.filter(|row| state.shows_row(**row))
        .map(|(_, row)| row.id.to_string())
        .collect()
}

#[test]
fn without_parameters_everything_is_shown() {
    let state = read(&[]);
    assert_eq!(state.columns().collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(rows(&state), ["noyau", "reseau", "vitesse", "isolation"]);
    assert!(state.ignored.is_empty());
    assert_eq!(state.address(&comparison()), "/comparer/test");
}

#[test]
fn repeated_and_comma_separated_lists_mean_the_same() {
    let repeated = read(&[
        ("criteres", "noyau"),
        ("criteres", "reseau"),
        ("sujets", "vm"),
    ]);
    assert_eq!(
        repeated,
        read(&[("sujets", "vm"), ("criteres", "noyau,reseau")])
    );
    assert_eq!(repeated.subjects, [false, true, false]);
}

#[test]
fn columns_stand_in_the_order_asked_for() {
    let state = read(&[("sujets", "nu,conteneurs")]);
    assert_eq!(state.columns().collect::<Vec<_>>(), [2, 0]);
    assert_eq!(state.order, [2, 0, 1], "hidden columns follow");
    assert_eq!(query(&state), "?sujets=nu,conteneurs");
}

#[test]
fn buttons_change_what_is_there() {
    let moved = read(&[("deplacer", "-vm")]);
    assert_eq!(moved.columns().collect::<Vec<_>>(), [1, 0, 2]);
    let stays = read(&[("deplacer", "-conteneurs")]);
    assert_eq!(stays.columns().collect::<Vec<_>>(), [0, 1, 2]);
    let past_hidden = read(&[("sujets", "conteneurs,nu"), ("deplacer", "conteneurs")]);
    assert_eq!(past_hidden.columns().collect::<Vec<_>>(), [2, 0]);
    assert_eq!(read(&[("epingler", "vm")]).pinned, Some(1));
    assert_eq!(read(&[("epingle", "vm"), ("epingler", "vm")]).pinned, None);
    assert_eq!(query(&read(&[("trier", "vm")])), "?tri=vm");
    assert_eq!(query(&read(&[("tri", "vm"), ("trier", "vm")])), "?tri=-vm");
}

#[test]
fn rows_follow_the_levels_of_a_subject() {
    assert_eq!(
        rows(&read(&[("tri", "conteneurs")])),
        ["vitesse", "isolation", "noyau", "reseau"]
    );
    assert_eq!(
        rows(&read(&[("tri", "-conteneurs")])),
        ["isolation", "vitesse", "noyau", "reseau"]
    );
}

#[test]
fn a_filter_looks_into_names_groups_and_cells_whatever_the_accents() {
    assert_eq!(rows(&read(&[("filtre", "PARTAGE")])), ["noyau"]);
    assert_eq!(rows(&read(&[("filtre", "vie tres")])), ["isolation"]);
    assert!(rows(&read(&[("filtre", "zzz")])).is_empty());
}

#[test]
fn rows_that_say_the_same_are_left_out_on_request() {
    assert_eq!(
        rows(&read(&[("differences", "1")])),
        ["noyau", "vitesse", "isolation"]
    );
}

#[test]
fn differences_are_those_of_the_columns_that_are_shown() {
    let all = read(&[("differences", "1")]);
    assert_eq!(rows(&all), ["noyau", "vitesse", "isolation"]);
    let two = read(&[("differences", "1"), ("sujets", "vm,nu")]);
    assert_eq!(rows(&two), ["vitesse", "isolation"]);
    let one = read(&[("differences", "1"), ("sujets", "vm")]);
    assert_eq!(rows(&one).len(), 4, "one column differs from nothing");
}

#[test]
fn what_repeats_is_known_among_what_is_shown() {
    let comparison = comparison();
    let repeats = |parameters: &[(&'static str, &'static str)], subjects: &[usize]| {
        let state = read(parameters);
        state.repeats(&state.rows(&comparison), subjects)
    };
    assert!(repeats(&[], &[0, 1, 2]));
    assert!(!repeats(&[], &[1]), "one column repeats nothing");
    let uniform = "reseau";
    assert!(repeats(&[("criteres", uniform)], &[0, 2]));
    assert!(!repeats(
        &[("criteres", uniform), ("differences", "1")],
        &[0, 2]
    ));
}

#[test]
fn what_only_a_screen_shows_is_left_out_of_files() {
    let screen = read(&[
        ("epingle", "vm"),
        ("densite", "compacte"),
        ("deux", "vm.nu"),
        ("cellule", "vitesse.vm"),
    ]);
    assert_eq!(query(&screen.plain()), "?epingle=vm");
}

#[test]
fn a_narrow_screen_shows_two_columns() {
    assert_eq!(read(&[]).pair(), Some([0, 1]));
    assert_eq!(read(&[("epingle", "nu")]).pair(), Some([0, 2]));
    assert_eq!(read(&[("sujets", "nu,conteneurs,vm")]).pair(), Some([2, 0]));
    assert_eq!(read(&[("sujets", "nu,vm")]).pair(), None);
    let chosen = read(&[("deux", "nu,vm")]);
    assert_eq!(chosen.pair(), Some([1, 2]), "in the order of the columns");
    assert_eq!(query(&chosen), "?deux=vm.nu");
    assert_eq!(
        query(&read(&[("deux", "vm,conteneurs")])),
        "",
        "the usual pair"
    );
    assert_eq!(chosen.next_of_pair(), Some(0));
    let aside: Vec<bool> = (0..3).map(|index| chosen.is_aside(index)).collect();
    assert_eq!(aside, [true, false, false]);
}

#[test]
fn one_of_the_two_columns_may_be_left_as_it_is() {
    let pair = |first, second| read(&[("deux", first), ("deux", second)]).pair();
    assert_eq!(pair("", "nu"), Some([0, 2]));
    assert_eq!(pair("nu", ""), Some([1, 2]));
    assert_eq!(pair("vm", ""), Some([0, 1]), "never twice the same");
    assert_eq!(pair("vm", "vm"), Some([0, 1]));
    let third = read(&[("deux", "vm,nu,conteneurs"), ("deux", "zz")]);
    assert_eq!(third.ignored, ["conteneurs", "zz"]);
    let hidden = read(&[("sujets", "conteneurs,vm"), ("deux", "nu,vm")]);
    assert_eq!(query(&hidden), "?sujets=conteneurs,vm");
}

#[test]
fn the_second_column_gives_way_to_the_next() {
    let next = read(&[("montrer", "nu")]);
    assert_eq!(query(&next), "?deux=conteneurs.nu");
    assert_eq!(next.next_of_pair(), Some(1));
    assert_eq!(
        query(&read(&[("deux", "conteneurs,nu"), ("montrer", "vm")])),
        ""
    );
}

#[test]
fn criteria_are_chosen_by_group() {
    let one = read(&[("groupe", "vie")]);
    assert_eq!(query(&one), "?criteres=vitesse,isolation");
    assert!(one.asks_for_group(&comparison(), "vie"));
    assert!(!one.asks_for_group(&comparison(), "socle"));
    assert!(!read(&[]).asks_for_group(&comparison(), "vie"));
    let more = read(&[("criteres", "noyau"), ("groupe", "vie")]);
    assert_eq!(rows(&more), ["noyau", "vitesse", "isolation"]);
    let none = read(&[("groupe", "vie"), ("groupe", "vie")]);
    assert_eq!(query(&none), "");
    assert_eq!(read(&[("groupe", "prix")]).ignored, ["prix"]);
}

#[test]
fn the_detail_of_a_cell_opens_and_closes() {
    let open = read(&[("ouvrir", "vitesse.vm")]);
    assert_eq!(open.detail, Some((2, 1)));
    assert_eq!(query(&open), "?cellule=vitesse.vm");
    let closed = read(&[("cellule", "vitesse.vm"), ("ouvrir", "vitesse.vm")]);
    assert_eq!(closed.detail, None);
    let other = read(&[("cellule", "vitesse.vm"), ("ouvrir", "noyau.nu")]);
    assert_eq!(query(&other), "?cellule=noyau.nu");
    assert_eq!(read(&[("cellule", "vm.vitesse")]).ignored, ["vm.vitesse"]);
}

#[test]
fn what_is_unknown_is_set_aside_and_said_once() {
    let state = read(&[
        ("sujets", "docker,vm"),
        ("sujets", "docker"),
        ("tri", "prix"),
        ("densite", "large"),
        ("page", "2"),
    ]);
    assert_eq!(state.ignored, ["docker", "prix", "large", "page"]);
    assert_eq!(state.subjects, [false, true, false]);
    assert_eq!(read(&[("sujets", "docker")]).subjects, [true, true, true]);
}

/// The parameters of an address, as the server reads them.
fn parse(address: &str) -> Vec<(String, String)> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let decode = |text: &str| {
        let text = percent_encoding::percent_decode_str(text);
        text.decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn parameter() -> impl Strategy<Value = (String, String)> {
    let mut names = TABLE_PARAMETERS.to_vec();
    names.extend(buttons::NAMES);
    names.push("autre");
    let values = [
        "",
        "vm",
        "-vm",
        "nu",
        "conteneurs,nu",
        "nu,vm,conteneurs",
        "noyau",
        "noyau,isolation",
        "1",
        "0",
        "compacte",
        "é & = ?",
        "vm,vm,zz",
        ",vm",
        "nu,",
        "vie",
        "socle",
        "noyau.vm",
        "vitesse.nu",
    ];
    let value = prop::sample::select(values.to_vec()).prop_map(str::to_owned);
    let any = "\\PC{0,12}".prop_map(String::from);
    (
        prop::sample::select(names).prop_map(str::to_owned),
        prop::strategy::Union::new(vec![value.boxed(), any.boxed()]),
    )
}

proptest! {
    #[test]
    fn the_address_of_any_view_leads_back_to_it(
        parameters in prop::collection::vec(parameter(), 0..8),
    ) {
        let comparison = comparison();
        let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let state = TableState::read(&comparison, pairs);
        let address = state.address(&comparison);
        let parsed = parse(&address);
        let pairs = parsed.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let again = TableState::read(&comparison, pairs);
        prop_assert_eq!(again.address(&comparison), address);
        prop_assert_eq!(&again, &TableState { ignored: Vec::new(), ..state.clone() });
        let mut order = state.order.clone();
        order.sort_unstable();
        prop_assert_eq!(order, vec![0, 1, 2]);
        let rows: Vec<usize> = state.rows(&comparison).iter().map(|group| group.rows.len()).collect();
        prop_assert!(rows.iter().sum::<usize>() <= 4);
        if let Some([first, second]) = state.pair() {
            let shown: Vec<usize> = state.columns().collect();
            let place = |index| shown.iter().position(|other| *other == index);
            prop_assert!(place(first).is_some() && place(first) < place(second));
        }
        prop_assert_eq!(state.pair().is_some(), state.columns().count() > 2);
        prop_assert_eq!(state.subjects.contains(&true) && state.criteria.contains(&true), true);
    }
}
