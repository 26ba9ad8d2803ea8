//! Completing characters that lost a byte: where lines of a drawing meet, only one may fit.

/// A character of the repaired text.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Known(char),
    /// Not known yet.
    Open {
        /// As it stands in the text.
        source: Vec<char>,
        candidates: Vec<char>,
        /// A byte is missing, so that its neighbours may decide.
        is_cut: bool,
    },
}

/// Weights of the lines to the left, right, top and bottom: none, light, heavy, double.
type Arms = [u8; 4];

const LEFT: usize = 0;
const RIGHT: usize = 1;
const UP: usize = 2;
const DOWN: usize = 3;

/// The box-drawing characters in use, and those that may lose a byte.
const BOXES: [(char, Arms); 55] = [
    ('─', [1, 1, 0, 0]),
    ('━', [2, 2, 0, 0]),
    ('│', [0, 0, 1, 1]),
    ('┃', [0, 0, 2, 2]),
    ('┌', [0, 1, 0, 1]),
    ('┍', [0, 2, 0, 1]),
    ('┎', [0, 1, 0, 2]),
    ('┏', [0, 2, 0, 2]),
    ('┐', [1, 0, 0, 1]),
    ('┓', [2, 0, 0, 2]),
    ('└', [0, 1, 1, 0]),
    ('┗', [0, 2, 2, 0]),
    ('┘', [1, 0, 1, 0]),
    ('┛', [2, 0, 2, 0]),
    ('├', [0, 1, 1, 1]),
    ('┝', [0, 2, 1, 1]),
    ('┞', [0, 1, 2, 1]),
    ('┣', [0, 2, 2, 2]),
    ('┤', [1, 0, 1, 1]),
    ('┫', [2, 0, 2, 2]),
    ('┬', [1, 1, 0, 1]),
    ('┳', [2, 2, 0, 2]),
    ('┴', [1, 1, 1, 0]),
    ('┻', [2, 2, 2, 0]),
    ('┼', [1, 1, 1, 1]),
    ('╋', [2, 2, 2, 2]),
    ('╁', [1, 1, 1, 2]),
    ('╍', [2, 2, 0, 0]),
    ('╎', [0, 0, 1, 1]),
    ('╏', [0, 0, 2, 2]),
    ('═', [3, 3, 0, 0]),
    ('║', [0, 0, 3, 3]),
    ('╔', [0, 3, 0, 3]),
    ('╗', [3, 0, 0, 3]),
    ('╚', [0, 3, 3, 0]),
    ('╝', [3, 0, 3, 0]),
    ('╞', [0, 3, 1, 1]),
    ('╟', [0, 1, 3, 3]),
    ('╠', [0, 3, 3, 3]),
    ('╡', [3, 0, 1, 1]),
    ('╢', [1, 0, 3, 3]),
    ('╣', [3, 0, 3, 3]),
    ('╤', [3, 3, 0, 1]),
    ('╥', [1, 1, 0, 3]),
    ('╦', [3, 3, 0, 3]),
    ('╧', [3, 3, 1, 0]),
    ('╨', [1, 1, 3, 0]),
    ('╩', [3, 3, 3, 0]),
    ('╪', [3, 3, 1, 1]),
    ('╫', [1, 1, 3, 3]),
    ('╬', [3, 3, 3, 3]),
    ('╭', [0, 1, 0, 1]),
    ('╮', [1, 0, 0, 1]),
    ('╯', [1, 0, 1, 0]),
    ('╰', [0, 1, 1, 0]),
];

/// Heads that lines of a drawing may end in.
const UP_HEADS: &str = "▲△▴↑⬆";
const DOWN_HEADS: &str = "▼▽▾↓⬇";

fn is_head(c: char) -> bool {
    UP_HEADS.contains(c) || DOWN_HEADS.contains(c)
}

/// As many of the same in a row are a line.
const RULER: usize = 4;

/// How many columns a drawing may be out of line.
const SLACK: usize = 2;

fn arms(c: char) -> Option<Arms> {
    BOXES
        .iter()
        .find(|(drawn, _)| *drawn == c)
        .map(|(_, arms)| *arms)
}

impl Cell {
    /// A character with a byte missing.
    pub(super) fn open(source: &[char], candidates: &[char]) -> Self {
        match candidates {
            [only] => Self::Known(*only),
            _ => Self::Open {
                source: source.to_vec(),
                candidates: candidates.to_vec(),
                is_cut: true,
            },
        }
    }

    /// A whole character that may be healthy as it is.
    pub(super) fn doubtful(source: &[char], candidate: char) -> Self {
        Self::Open {
            source: source.to_vec(),
            candidates: vec![candidate],
            is_cut: false,
        }
    }

    /// What stands in the text where it is not known.
    fn source(&self) -> Option<&[char]> {
        match self {
            Self::Known(_) => None,
            Self::Open { source, .. } => Some(source),
        }
    }

    /// What it is, or may be.
    fn possible(&self) -> &[char] {
        match self {
            Self::Known(c) => std::slice::from_ref(c),
            Self::Open { candidates, .. } => candidates,
        }
    }
}

/// A text, line by line.
type Grid = [Vec<Cell>];

/// A rule that rejects candidates for the cell of a row and column.
type Rule = fn(&Grid, usize, usize, char) -> bool;

/// What neighbours demand, from what is surest; each is asked only where those before did not
/// decide, since columns of a drawing may well be out of line.
const RULES: [Rule; 5] = [
    closes_quotation,
    stays_in_drawing,
    fits_beside,
    fits_above_and_below,
    ends_nowhere,
];

/// Decides what can be decided.
pub(super) fn complete(grid: &mut Grid) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (row, cells) in grid.iter().enumerate() {
        let is_cut = |cell: &Cell| matches!(cell, Cell::Open { is_cut: true, .. });
        let columns = cells.iter().enumerate().filter(|(_, cell)| is_cut(cell));
        open.extend(columns.map(|(column, _)| (row, column)));
    }
    let mut domains = grid.to_vec();
    let mut stage = 0;
    while stage < RULES.len() {
        let mut has_changed = false;
        for &(row, column) in &open {
            has_changed |= narrow(&mut domains, (row, column), RULES[stage]);
        }
        stage = if has_changed { 0 } else { stage + 1 };
    }
    for (row, column) in open {
        if let [only] = *domains[row][column].possible() {
            grid[row][column] = Cell::Known(only);
        }
    }
}

/// Leaves the candidates that a rule allows. Where it allows none, the drawing is not one that
/// these rules understand, and no later one is to decide.
fn narrow(grid: &mut Grid, (row, column): (usize, usize), rule: Rule) -> bool {
    let before = grid[row][column].possible();
    let allowed: Vec<char> = before
        .iter()
        .copied()
        .filter(|&c| rule(grid, row, column, c))
        .collect();
    match &mut grid[row][column] {
        Cell::Open {
            candidates, is_cut, ..
        } if *is_cut && candidates.len() > 1 => {
            *is_cut = !allowed.is_empty();
            let has_changed = *is_cut && allowed.len() < candidates.len();
            if has_changed {
                *candidates = allowed;
            }
            has_changed
        }
        _ => false,
    }
}

/// A quotation that was opened in the line ends with ”; an emoji is shown in colour.
fn closes_quotation(grid: &Grid, row: usize, column: usize, c: char) -> bool {
    let before = &grid[row][..column];
    let last = |wanted: char| {
        let is_it = |cell: &Cell| matches!(cell, Cell::Known(c) if *c == wanted);
        before.iter().rposition(is_it)
    };
    let is_open = last('“') > last('”');
    let follows = |test: fn(char) -> bool| matches!(before.last(), Some(Cell::Known(before)) if test(*before));
    let possible = grid[row][column].possible();
    if possible.contains(&'”') && is_open && follows(|before| !before.is_whitespace()) {
        return c == '”';
    }
    if possible.contains(&'\u{FE0F}') && follows(|before| before >= '\u{2190}') {
        return c == '\u{FE0F}';
    }
    true
}

/// Where a line leads to, or where the same is repeated, are lines; at its end, maybe an arrow.
fn stays_in_drawing(grid: &Grid, row: usize, column: usize, c: char) -> bool {
    let cells = &grid[row];
    let is_same = |cell: &&Cell| cell.source() == cells[column].source();
    let before = cells[..column].iter().rev().take_while(is_same).count();
    let after = cells[column + 1..].iter().take_while(is_same).count();
    let leads = |cell: Option<&Cell>, side: usize| match cell {
        Some(Cell::Known(c)) => arms(*c).is_some_and(|arms| arms[side] > 0),
        _ => false,
    };
    let left = (column - before)
        .checked_sub(1)
        .and_then(|left| cells.get(left));
    let is_led_to = leads(left, RIGHT) || leads(cells.get(column + after + 1), LEFT);
    let length = before + 1 + after;
    let may_be_arrow = length == 1 && is_arrow(c);
    arms(c).is_some() || may_be_arrow || !(is_led_to || length >= RULER)
}

/// Lines to the left and right go on with the same weight.
fn fits_beside(grid: &Grid, row: usize, column: usize, c: char) -> bool {
    let left = column.checked_sub(1).and_then(|left| grid[row].get(left));
    meets(c, LEFT, left) && meets(c, RIGHT, grid[row].get(column + 1))
}

/// Lines above and below go on with the same weight.
fn fits_above_and_below(grid: &Grid, row: usize, column: usize, c: char) -> bool {
    meets(c, UP, above(grid, row, column)) && meets(c, DOWN, below(grid, row, column))
}

/// No line goes up or down into nothing; what is no line has none that goes on above or below.
fn ends_nowhere(grid: &Grid, row: usize, column: usize, c: char) -> bool {
    let (above, below) = (above(grid, row, column), below(grid, row, column));
    let Some(own) = arms(c) else {
        let is_one_of = |cell: Option<&Cell>, heads: &str| match cell {
            Some(Cell::Known(head)) => heads.contains(*head),
            _ => false,
        };
        return !is_one_of(above, UP_HEADS)
            && !is_one_of(below, DOWN_HEADS)
            && !turns_down(grid, row, column);
    };
    let possible = grid[row][column].possible();
    if possible.iter().any(|&other| arms(other).is_none()) {
        return true;
    }
    let reaches = |side: usize, cell: Option<&Cell>| {
        let receives = |&other: &char| {
            is_head(other) || arms(other).is_some_and(|arms| arms[side ^ 1] == own[side])
        };
        own[side] == 0 || cell.is_some_and(|cell| cell.possible().iter().any(receives))
    };
    reaches(UP, above) && reaches(DOWN, below)
}

/// Whether a line goes on in the row below, in that column or, in a drawing a little out of line,
/// beside it.
fn turns_down(grid: &Grid, row: usize, column: usize) -> bool {
    let columns = column.saturating_sub(SLACK)..=column + SLACK;
    let goes_up = |cell: &Cell| match cell {
        Cell::Known(c) => arms(*c).is_some_and(|arms| arms[UP] > 0),
        Cell::Open { .. } => false,
    };
    let row = grid.get(row + 1);
    row.is_some_and(|row| {
        columns
            .into_iter()
            .filter_map(|at| row.get(at))
            .any(goes_up)
    })
}

fn above(grid: &Grid, row: usize, column: usize) -> Option<&Cell> {
    grid.get(row.checked_sub(1)?)?.get(column)
}

fn below(grid: &Grid, row: usize, column: usize) -> Option<&Cell> {
    grid.get(row + 1)?.get(column)
}

/// Whether the line of `c` to one side is what its neighbour there may have on the other. What is
/// no line may stand there too, but where its neighbour leads to it: there, only an arrow.
fn meets(c: char, side: usize, neighbour: Option<&Cell>) -> bool {
    let Some(neighbour) = neighbour else {
        return true;
    };
    let arm = |&other: &char| arms(other).map(|arms| arms[side ^ 1]);
    let mut possible = neighbour.possible().iter();
    match arms(c) {
        Some(own) => possible.any(|other| arm(other).is_none_or(|arm| arm == own[side])),
        None => {
            let is_head = if side < UP { is_arrow(c) } else { is_head(c) };
            is_head || possible.any(|other| arm(other).is_none_or(|arm| arm == 0))
        }
    }
}

fn is_arrow(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21FF}' | '\u{25B2}'..='\u{25C5}' | '\u{2794}'..='\u{27BE}')
}
