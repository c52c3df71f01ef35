//! Tables: matrices, arrays, cases, and equations under one another.

use pulldown_latex::event::{ArrayColumn, ColumnAlignment, EnvironmentFlow, Event, Grouping};

use crate::Error;
use crate::build::{Build, State, row};
use crate::tree::{Attr, Cell, Element, Look, Name, Rules, Side};

impl Build<'_> {
    /// The table that has just begun, up to and with its end.
    pub(crate) fn table(&mut self, grouping: &Grouping, state: State) -> Result<Element, Error> {
        let look = look(grouping);
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        let mut has_line_above = false;
        loop {
            let column = cells.len();
            let content = self.nested(|build| build.run(state.plain()))?;
            let cell = cell(grouping, column, has_line_above);
            let end = self.next();
            if !matches!(end, Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. }))) {
                cells.push(Element::new(Name::TableCell, content).with(Attr::Cell(cell)));
            }
            match end {
                Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. })) => has_line_above = true,
                Some(Event::EnvironmentFlow(EnvironmentFlow::Alignment)) => {}
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { horizontal_lines, .. })) => {
                    rows.push(Element::new(Name::TableRow, std::mem::take(&mut cells)));
                    has_line_above = !horizontal_lines.is_empty();
                }
                Some(Event::End) => break,
                _ => return Err(Error::Unreadable("a table is not closed".to_owned())),
            }
        }
        // TeX writes a line end after the last row too, and a line below it belongs to that row.
        if cells.iter().any(|cell| !cell.children.is_empty()) || rows.is_empty() {
            rows.push(Element::new(Name::TableRow, cells));
        } else if has_line_above && let Some(last) = rows.last_mut() {
            underline(last);
        }
        let table = Element::new(Name::Table, rows).with(Attr::Look(look));
        let brace = |sign| Element::word(Name::Operator, sign).with(Attr::Stretchy);
        Ok(match grouping {
            Grouping::Cases { left: true } => row(vec![brace('{'), table]),
            Grouping::Cases { left: false } => row(vec![table, brace('}')]),
            _ => table,
        })
    }
}

fn look(grouping: &Grouping) -> Look {
    match grouping {
        Grouping::Matrix { .. } | Grouping::Array(_) => Look::Grid,
        Grouping::Cases { .. } => Look::Cases,
        Grouping::SubArray { .. } => Look::Tight,
        _ => Look::Equations,
    }
}

fn underline(row: &mut Element) {
    for child in &mut row.children {
        if let crate::Node::Element(cell) = child {
            for attr in &mut cell.attrs {
                if let Attr::Cell(cell) = attr {
                    cell.rules.bottom = true;
                }
            }
        }
    }
}

fn cell(grouping: &Grouping, column: usize, has_line_above: bool) -> Cell {
    let rules = Rules { top: has_line_above, ..Rules::default() };
    match grouping {
        Grouping::Array(columns) => {
            let (side, rules) = array_cell(columns, column, rules);
            Cell { side, rules }
        }
        Grouping::Matrix { alignment } | Grouping::SubArray { alignment } => Cell { side: side(*alignment), rules },
        Grouping::Cases { .. } => Cell { side: Side::Left, rules },
        Grouping::Align { .. }
        | Grouping::Aligned
        | Grouping::Alignat { .. }
        | Grouping::Alignedat { .. }
        | Grouping::Split => Cell { side: if column.is_multiple_of(2) { Side::Right } else { Side::Left }, rules },
        _ => Cell { side: Side::Center, rules },
    }
}

/// How the column of this number is set: separators stand between, before and after the columns.
fn array_cell(columns: &[ArrayColumn], column: usize, mut rules: Rules) -> (Side, Rules) {
    let is_column = |entry: &ArrayColumn| matches!(entry, ArrayColumn::Column(_));
    let Some(at) = (0..columns.len()).filter(|at| is_column(&columns[*at])).nth(column) else {
        return (Side::Center, rules);
    };
    let is_line = |entry: Option<&ArrayColumn>| matches!(entry, Some(ArrayColumn::Separator(_)));
    rules.left = column == 0 && at > 0 && is_line(columns.get(at - 1));
    rules.right = is_line(columns.get(at + 1));
    match columns[at] {
        ArrayColumn::Column(alignment) => (side(alignment), rules),
        ArrayColumn::Separator(_) => (Side::Center, rules),
    }
}

fn side(alignment: ColumnAlignment) -> Side {
    match alignment {
        ColumnAlignment::Left => Side::Left,
        ColumnAlignment::Center => Side::Center,
        ColumnAlignment::Right => Side::Right,
    }
}
