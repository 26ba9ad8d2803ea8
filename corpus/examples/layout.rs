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
        report("generated", &generated(layers));
    }
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

/// Layers numbered like a heap: each holds six others, as long as there are any. The last of the
/// outermost stands on the side.
fn generated(layers: usize) -> Stack {
    let outermost = layers.min(FAN_OUT);
    let built = (0..outermost).map(|i| Layer {
        side: i == outermost - 1,
        ..numbered(i, layers)
    });
    Stack {
        layers: built.collect(),
        ..Stack::new(Slug::new("essai"), "Essai")
    }
}

fn numbered(i: usize, layers: usize) -> Layer {
    let id = Id::new(&format!("l{i}")).expect("a valid id");
    let kind = LayerKind::ALL[i % LayerKind::ALL.len()];
    let first = (i + 1) * FAN_OUT;
    let inside = first.min(layers)..(first + FAN_OUT).min(layers);
    Layer {
        children: inside.map(|child| numbered(child, layers)).collect(),
        ..Layer::new(id, kind, format!("Couche {i} : serveur d’applications"))
    }
}
