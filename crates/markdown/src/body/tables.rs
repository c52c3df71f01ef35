//! Where a walk is in the table that is open.

use article::{Align, Attr, Element, Name};
use pulldown_cmark::Alignment;

pub(super) struct Table {
    aligns: Vec<Alignment>,
    column: usize,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    BeforeRows,
    Rows,
}

impl Table {
    pub(super) fn new(aligns: Vec<Alignment>) -> Self {
        Self { aligns, column: 0, part: Part::Head }
    }

    pub(super) fn end_head(&mut self) {
        self.part = Part::BeforeRows;
    }

    /// Whether a row came after the head: its `tbody` is then open.
    pub(super) fn has_rows(&self) -> bool {
        self.part == Part::Rows
    }

    /// Whether the row is the first after the head.
    pub(super) fn begin_row(&mut self) -> bool {
        self.column = 0;
        let is_first = self.part == Part::BeforeRows;
        if is_first {
            self.part = Part::Rows;
        }
        is_first
    }

    /// The next cell of the row, aligned as its column is.
    pub(super) fn begin_cell(&mut self) -> Element {
        let name = if self.part == Part::Head { Name::Th } else { Name::Td };
        let align = match self.aligns.get(self.column) {
            Some(Alignment::Left) => Some(Align::Left),
            Some(Alignment::Center) => Some(Align::Center),
            Some(Alignment::Right) => Some(Align::Right),
            Some(Alignment::None) | None => None,
        };
        self.column += 1;
        let mut cell = Element::new(name);
        cell.attrs.extend(align.map(Attr::Align));
        cell
    }
}
