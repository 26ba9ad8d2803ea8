//! How long it takes to lay out the largest stack of a content folder, and generated ones:
//! `cargo run --release -p corpus --example layout -- content`.
//!
//! Each line is a name, a number of layers and the median of some runs in microseconds, for the
//! widest drawing of a page. `cargo xtask bench diagrams` reads them.

use std::{hint::black_box, path::Path, process::ExitCode, time::Instant};

use corpus::{
    Id, LayerKind, Slug,
    layout::place,
    stack::{Layer, Stack},
};

/// The widest drawing.
const WIDTH: f32 = 1040.0;
/// So many runs have a middle that one interruption does not move.
const RUNS: usize = 21;
/// Layers of the generated stacks.
const SIZES: [usize; 4] = [250, 500, 1000, 2000];
/// Layers in each layer of those.
const FAN_OUT: usize = 6;

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).unwrap_or("content".to_owned());
    let corpus = match corpus::load(Path::new(&folder)) {
        Ok(corpus) => corpus,
        Err(problems) => {
            eprint!("{problems}");
            return ExitCode::FAILURE;
        }
    };
    let size = |stack: &&Stack| stack.walk().len();
    if let Some(largest) = corpus.stacks().iter().max_by_key(size) {
        report(largest.slug.as_str(), largest);
    }
    for layers in SIZES {
        report("generated", &racks(layers));
    }
    report("nested", &nested(SIZES[SIZES.len() - 1]));
    ExitCode::SUCCESS
}

fn report(name: &str, stack: &Stack) {
    let mut times: Vec<u128> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(place(black_box(stack), WIDTH));
            start.elapsed().as_nanos()
        })
        .collect();
    times.sort_unstable();
    let micros = times[RUNS / 2] as f64 / 1000.0;
    println!("{name} {} {micros:.1}", stack.walk().len());
}

/// Racks of six servers with six programs each: more layers make the picture higher, not deeper.
fn racks(layers: usize) -> Stack {
    const RACK: usize = 1 + FAN_OUT + FAN_OUT * FAN_OUT;
    let rack = |first: usize| numbered(0, first, RACK.min(layers - first));
    stack((0..layers).step_by(RACK).map(rack).collect())
}

/// All layers in one, each with six others in it: the inner boxes are as narrow as boxes get, and
/// every word of their labels is broken.
fn nested(layers: usize) -> Stack {
    stack(vec![numbered(0, 0, layers)])
}

fn stack(layers: Vec<Layer>) -> Stack {
    Stack {
        layers,
        ..Stack::new(Slug::new("essai"), "Essai")
    }
}

/// The layer `i` of `layers` that are numbered like a heap from `first` on.
fn numbered(i: usize, first: usize, layers: usize) -> Layer {
    let number = first + i;
    let id = Id::new(&format!("l{number}")).expect("a valid id");
    let kind = LayerKind::ALL[number % LayerKind::ALL.len()];
    let inside = (i * FAN_OUT + 1).min(layers)..(i * FAN_OUT + FAN_OUT + 1).min(layers);
    Layer {
        children: inside.map(|child| numbered(child, first, layers)).collect(),
        ..Layer::new(
            id,
            kind,
            format!("Couche {number} : serveur d’applications"),
        )
    }
}
