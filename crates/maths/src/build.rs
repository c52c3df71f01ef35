//! The parser's events to the tree.
//!
//! An event is an element, or says what the next one to three elements are: a root, a fraction,
//! scripts. Groups hold elements between `Begin` and `End`; tables are groups with marks between
//! their cells and rows (`pulldown_latex::event`).

use std::error::Error as _;

use article::Formula;
use pulldown_latex::event::{Content, Event, Font, Grouping, ScriptPosition, ScriptType, StateChange, Style, Visual};
use pulldown_latex::{Parser, Storage};

use crate::Error;
use crate::signs::{Atom, ems, is_accent, sign, space};
use crate::tree::{Attr, Element, Length, Level, Name, Node};

/// Events of one formula: more come only out of what was made to be large.
const MOST_EVENTS: usize = 20_000;
/// Elements inside one another.
const MOST_DEPTH: usize = 80;
const FUNCTION_APPLICATION: &str = "\u{2061}";
/// TeX's thin space.
const THIN: f32 = 1.0 / 6.0;
const SLASH_THROUGH: char = '\u{338}';

/// The formula as a tree.
pub(crate) fn formula(tex: &str, layout: Formula) -> Result<Element, Error> {
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(tex, &storage) {
        events.push(event.map_err(|error| {
            // The kind of the error only: the rest of the message repeats the author's text.
            let reason = error.source().map(ToString::to_string);
            Error::Unreadable(reason.unwrap_or_else(|| "this is no TeX".to_owned()))
        })?);
        if events.len() > MOST_EVENTS {
            return Err(Error::TooLong);
        }
    }
    let style = match layout {
        Formula::Inline => Style::Text,
        Formula::Display => Style::Display,
    };
    let mut build = Build { events: &events, at: 0, depth: 0 };
    let children = build.run(State { font: None, style })?;
    if build.at < events.len() {
        return Err(Error::Unreadable("a group is not closed".to_owned()));
    }
    let mut formula = Element::new(Name::Math, children);
    if layout == Formula::Display {
        formula.attrs.push(Attr::Block);
    }
    Ok(formula)
}

/// What the letters that follow look like.
#[derive(Clone, Copy)]
pub(crate) struct State {
    font: Option<Font>,
    style: Style,
}

impl State {
    /// What holds inside the cell of a table.
    pub(crate) fn plain(self) -> Self {
        Self { font: None, ..self }
    }
}

pub(crate) struct Build<'a> {
    events: &'a [Event<'a>],
    at: usize,
    depth: usize,
}

impl<'a> Build<'a> {
    fn peek(&self) -> Option<&'a Event<'a>> {
        self.events.get(self.at)
    }

    pub(crate) fn next(&mut self) -> Option<&'a Event<'a>> {
        let event = self.peek();
        self.at += 1;
        event
    }

    /// Goes one level down, for as long as there is one.
    pub(crate) fn nested<T>(&mut self, build: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth >= MOST_DEPTH {
            return Err(Error::TooDeep);
        }
        self.depth += 1;
        let built = build(self);
        self.depth -= 1;
        built
    }

    /// The elements up to the end of the group, or of the cell, which is left for the caller.
    pub(crate) fn run(&mut self, mut state: State) -> Result<Vec<Element>, Error> {
        let mut run = Vec::new();
        let mut previous = Atom::Other;
        while let Some(event) = self.peek() {
            match event {
                Event::End | Event::EnvironmentFlow(_) => break,
                Event::StateChange(StateChange::Style(style)) => {
                    self.at += 1;
                    let rest = self.nested(|build| build.run(State { style: *style, ..state }))?;
                    run.push(Element::new(Name::Style, rest).with(Attr::Level(level(*style))));
                    break;
                }
                Event::StateChange(change) => {
                    self.at += 1;
                    if let StateChange::Font(font) = change {
                        state.font = *font;
                    }
                }
                _ => {
                    let is_function = matches!(event, Event::Content(Content::Function(_)))
                        || matches!(
                            (event, self.events.get(self.at + 1)),
                            (Event::Script { .. }, Some(Event::Content(Content::Function(_))))
                        );
                    if is_function && previous != Atom::Other {
                        run.push(space(THIN));
                    }
                    let (element, atom) = self.element(state, previous)?;
                    push(&mut run, element);
                    if is_function {
                        self.apply(&mut run);
                    }
                    previous = atom;
                }
            }
        }
        Ok(run)
    }

    /// What comes between a function and what it is of.
    fn apply(&self, run: &mut Vec<Element>) {
        let spaced = match self.peek() {
            None | Some(Event::End | Event::EnvironmentFlow(_)) => return,
            Some(Event::Begin(Grouping::LeftRight(..))) => false,
            Some(Event::Content(content)) => !matches!(
                content,
                Content::Delimiter { .. }
                    | Content::Punctuation(_)
                    | Content::Relation { .. }
                    | Content::BinaryOp { .. }
            ),
            Some(Event::Space { .. }) => false,
            Some(_) => true,
        };
        run.push(Element::word(Name::Operator, FUNCTION_APPLICATION));
        if spaced {
            run.push(space(THIN));
        }
    }

    /// The next element, whatever it takes.
    fn one(&mut self, mut state: State) -> Result<Element, Error> {
        while let Some(Event::StateChange(change)) = self.peek() {
            self.at += 1;
            if let StateChange::Font(font) = change {
                state.font = *font;
            }
        }
        self.element(state, Atom::Other).map(|(element, _)| element)
    }

    fn element(&mut self, state: State, previous: Atom) -> Result<(Element, Atom), Error> {
        self.nested(|build| match build.next() {
            Some(Event::Content(content)) => Ok(sign(*content, state.font, previous)),
            Some(Event::Begin(grouping)) => build.group(grouping, state).map(|group| (group, Atom::Value)),
            Some(Event::Visual(visual)) => build.visual(*visual, state).map(|visual| (visual, Atom::Value)),
            Some(Event::Script { ty, position }) => {
                build.script(*ty, *position, state).map(|script| (script, Atom::Value))
            }
            Some(Event::Space { width, .. }) => Ok((space(width.map_or(0.0, ems)), previous)),
            Some(Event::StateChange(_) | Event::EnvironmentFlow(_) | Event::End) | None => {
                Err(Error::Unreadable("something is missing".to_owned()))
            }
        })
    }

    fn group(&mut self, grouping: &Grouping, state: State) -> Result<Element, Error> {
        let group = match grouping {
            Grouping::Normal => row(self.run(state)?),
            Grouping::LeftRight(open, close) => {
                let fence =
                    |sign: &Option<char>| sign.map(|sign| Element::word(Name::Operator, sign).with(Attr::Stretchy));
                let mut inside = Vec::from_iter(fence(open));
                inside.extend(self.run(state)?);
                inside.extend(fence(close));
                Element::new(Name::Row, inside)
            }
            table => return self.table(table, state),
        };
        match self.next() {
            Some(Event::End) => Ok(group),
            _ => Err(Error::Unreadable("a group is not closed".to_owned())),
        }
    }

    fn visual(&mut self, visual: Visual, state: State) -> Result<Element, Error> {
        Ok(match visual {
            Visual::SquareRoot => Element::new(Name::SquareRoot, vec![self.one(state)?]),
            Visual::Root => Element::new(Name::Root, vec![self.one(state)?, self.one(state)?]),
            Visual::Fraction(line) => {
                let fraction = Element::new(Name::Fraction, vec![self.one(state)?, self.one(state)?]);
                match line {
                    Some(thickness) => fraction.with(Attr::Line(Length::ems(ems(thickness)))),
                    None => fraction,
                }
            }
            Visual::Negation => {
                let mut negated = self.one(state)?;
                match negated.children.as_mut_slice() {
                    [Node::Text(sign)] => sign.push(SLASH_THROUGH),
                    _ => return Err(Error::Unreadable("only a sign can be negated".to_owned())),
                }
                negated
            }
        })
    }

    fn script(&mut self, ty: ScriptType, position: ScriptPosition, state: State) -> Result<Element, Error> {
        let above_below = match position {
            ScriptPosition::Right => false,
            ScriptPosition::AboveBelow => true,
            ScriptPosition::Movable => state.style == Style::Display,
        };
        let (name, count) = match (ty, above_below) {
            (ScriptType::Subscript, false) => (Name::Sub, 2),
            (ScriptType::Superscript, false) => (Name::Sup, 2),
            (ScriptType::SubSuperscript, false) => (Name::SubSup, 3),
            (ScriptType::Subscript, true) => (Name::Under, 2),
            (ScriptType::Superscript, true) => (Name::Over, 2),
            (ScriptType::SubSuperscript, true) => (Name::UnderOver, 3),
        };
        let mut parts = vec![self.one(state)?];
        let small = State { style: Style::Script, ..state };
        while parts.len() < count {
            parts.push(self.one(small)?);
        }
        let is_accent = name == Name::Over && parts.last().is_some_and(is_accent);
        let is_line = is_accent && matches!(parts[1].children.as_slice(), [Node::Text(sign)] if sign == "‾");
        if is_line && parts[0].name == Name::Row {
            // No font has a line for every width.
            parts.truncate(1);
            return Ok(Element::new(Name::Row, parts).with(Attr::Overline));
        }
        let mut script = Element::new(name, parts);
        if is_accent {
            script.attrs.push(Attr::Accent);
            if let Some(Node::Element(accent)) = script.children.last_mut() {
                accent.name = Name::Operator;
                accent.attrs.retain(|attr| *attr == Attr::Stretchy);
                if accent.attrs.is_empty() {
                    accent.attrs.push(Attr::Rigid);
                }
            }
        }
        Ok(script)
    }
}

/// One element where MathML wants one: what is alone needs no row around it.
pub(crate) fn row(mut elements: Vec<Element>) -> Element {
    match elements.len() {
        1 => elements.remove(0),
        _ => Element::new(Name::Row, elements),
    }
}

/// Adds an element to a run; upright letters beside one another are a word.
fn push(run: &mut Vec<Element>, element: Element) {
    let is_letters = |element: &Element| element.name == Name::Identifier && element.attrs == [Attr::Upright];
    if is_letters(&element)
        && let Some(last) = run.last_mut().filter(|last| is_letters(last))
        && let ([Node::Text(word)], [Node::Text(letter)]) = (last.children.as_mut_slice(), element.children.as_slice())
        && letter.chars().chain(word.chars()).all(char::is_alphabetic)
    {
        word.push_str(letter);
        return;
    }
    run.push(element);
}

fn level(style: Style) -> Level {
    match style {
        Style::Display => Level::Display,
        Style::Text => Level::Text,
        Style::Script => Level::Script,
        Style::ScriptScript => Level::ScriptScript,
    }
}
