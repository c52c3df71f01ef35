//! From keys and values to the fields of a card, whatever dialect they were written in.

use article::{ArchivePath, Author, Date, Language, SafeUrl, Source, Stats, Tag, clean_line};

use super::keys::{self, Field};
use super::number;
use super::typed::{author, cover, known, one_text, tag, web};
use super::value::{Block, Entry, Value};
use crate::Problem;

/// Tags and unknown keys beyond these are an attack, not metadata.
const MAX_TAGS: usize = 100;
const MAX_EXTRA_CHARS: usize = 1000;

/// Everything that keys and values can say.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) category: Option<String>,
    pub(super) author: Option<Author>,
    pub(super) published: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) stats: Stats,
    pub(super) tags: Vec<Tag>,
    pub(super) original: Option<SafeUrl>,
    pub(super) cover: Option<Source>,
    pub(super) language: Option<Language>,
    pub(super) extra: Vec<(String, String)>,
    pub(super) problems: Vec<Problem>,
}

/// What became of a value.
enum Taken {
    /// It is on the card.
    Yes,
    /// It is not of the kind that the field holds, or the field is taken: it is shown as it is.
    No,
}

/// Sorts the entries of a file into fields. What fits in none of them goes to `extra`, in the
/// author's order.
pub(super) fn read(block: Block, path: &ArchivePath) -> Fields {
    let Block { entries, problems } = block.flatten();
    let mut fields = Fields { problems, ..Fields::default() };
    // There are few entries: finding the place of each costs less code than sorting.
    let mut ranked: Vec<(usize, usize, Field)> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some((field, rank)) = keys::field(&entry.key) else { continue };
        let turn = match field {
            // All tags count, in the author's order.
            Field::Tags => 0,
            // These wait for what they belong to.
            Field::AuthorUrl | Field::Keywords => 1000 + rank,
            _ => rank,
        };
        let place = ranked.partition_point(|(earlier, ..)| *earlier <= turn);
        ranked.insert(place, (turn, at, field));
    }
    let mut taken = vec![false; entries.len()];
    for (_, at, field) in ranked {
        taken[at] = matches!(fields.take(field, &entries[at], path), Taken::Yes);
    }
    for (entry, taken) in entries.into_iter().zip(taken) {
        if !taken {
            fields.keep(entry);
        }
    }
    fields
}

impl Fields {
    fn take(&mut self, field: Field, entry: &Entry, path: &ArchivePath) -> Taken {
        match field {
            Field::Title => set(&mut self.title, entry.value.text().and_then(known).map(clean_line), &entry.value),
            Field::Summary => set(&mut self.summary, one_text(&entry.value).map(clean_line), &entry.value),
            Field::Category => self.category(&entry.value),
            Field::Author => set(&mut self.author, author(&entry.value), &entry.value),
            Field::AuthorUrl => self.author_url(&entry.value),
            Field::Published => match self.published {
                None => day(&mut self.published, &mut self.problems, entry),
                Some(_) => Taken::No,
            },
            Field::Updated => match self.updated {
                None => day(&mut self.updated, &mut self.problems, entry),
                Some(_) => Taken::No,
            },
            Field::Tags => self.tags(&entry.value),
            Field::Keywords if self.tags.is_empty() => self.tags(&entry.value),
            Field::Keywords => Taken::No,
            Field::Cover => set(&mut self.cover, cover(&entry.value, path), &entry.value),
            Field::Original => self.original(entry),
            Field::Language => set(&mut self.language, one_text(&entry.value).and_then(Language::new), &entry.value),
            Field::Stats => match entry.value.text().map(number::counts) {
                Some(counts) if !counts.is_empty() => {
                    counts.into_iter().for_each(|(stat, count)| self.stats.set(stat, count));
                    Taken::Yes
                }
                _ => Taken::No,
            },
            Field::Count(stat) => match (self.stats.get(stat), entry.value.text().and_then(number::count)) {
                (None, Some(count)) => {
                    self.stats.set(stat, count);
                    Taken::Yes
                }
                _ => Taken::No,
            },
        }
    }

    /// The first category; where there are more, all of them are shown as well.
    fn category(&mut self, value: &Value) -> Taken {
        let names = value.leaves();
        let first = names.iter().copied().find_map(one_text).map(clean_line);
        match set(&mut self.category, first, value) {
            Taken::Yes if names.len() > 1 => Taken::No,
            taken => taken,
        }
    }

    fn author_url(&mut self, value: &Value) -> Taken {
        match (&mut self.author, value.text()) {
            (_, None | Some("#")) => Taken::Yes,
            (Some(author), Some(address)) if author.url.is_none() => {
                author.url = web(address).ok();
                if author.url.is_some() { Taken::Yes } else { Taken::No }
            }
            _ => Taken::No,
        }
    }

    fn tags(&mut self, value: &Value) -> Taken {
        let leaves = match value {
            Value::Text(text) => text.split(',').map(Tag::new).collect(),
            value => value.leaves().into_iter().map(tag).collect::<Vec<_>>(),
        };
        for tag in leaves.into_iter().flatten() {
            let nothing = known(tag.as_str()).is_none();
            if !nothing && self.tags.len() < MAX_TAGS && !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        Taken::Yes
    }

    /// Where the article first appeared: `link` and `url` are often paths of the site itself.
    fn original(&mut self, entry: &Entry) -> Taken {
        let Some(address) = entry.value.text() else { return nothing(&entry.value) };
        match web(address) {
            Ok(url) if self.original.is_none() => {
                self.original = Some(url);
                Taken::Yes
            }
            Err(Some(error)) => {
                self.problem(entry, &format!("{error}; write one that begins with https://"));
                Taken::No
            }
            _ => {
                if address == "#" {
                    Taken::Yes
                } else {
                    Taken::No
                }
            }
        }
    }

    fn problem(&mut self, entry: &Entry, what: &str) {
        self.problems.push(Problem { line: entry.line, message: format!("{}: {what}", entry.key) });
    }

    /// Keeps what has no field of its own.
    fn keep(&mut self, entry: Entry) {
        let value = clean_line(&entry.value.joined());
        let key = clean_line(&entry.key);
        if !value.is_empty() && !key.is_empty() && !self.extra.iter().any(|(known, _)| *known == key) {
            let shown = match value.char_indices().nth(MAX_EXTRA_CHARS) {
                Some((end, _)) => format!("{}…", &value[..end]),
                None => value,
            };
            self.extra.push((key, shown));
        }
    }
}

/// Fills a field that is still empty.
fn set<T>(field: &mut Option<T>, found: Option<T>, value: &Value) -> Taken {
    match (&field, found) {
        (None, Some(found)) => {
            *field = Some(found);
            Taken::Yes
        }
        (_, None) => nothing(value),
        (Some(_), Some(_)) => Taken::No,
    }
}

/// A placeholder says nothing, so it is not shown either.
fn nothing(value: &Value) -> Taken {
    let placeholder =
        |leaf: &Value| leaf.text().or_else(|| leaf.text_at(&["name"])).is_some_and(|text| known(text).is_none());
    if value.leaves().into_iter().all(placeholder) { Taken::Yes } else { Taken::No }
}

/// A date, or a problem. `published: true` is Jekyll's switch, `date: {{ date }}` a Hexo scaffold.
fn day(field: &mut Option<Date>, problems: &mut Vec<Problem>, entry: &Entry) -> Taken {
    let text = match entry.value.text() {
        None | Some("true" | "false") => return Taken::No,
        Some(text) => text,
    };
    match number::date(text) {
        Ok(date) => {
            *field = Some(date);
            Taken::Yes
        }
        Err(_) if known(text).is_none() => Taken::Yes,
        Err(error) => {
            problems.push(Problem { line: entry.line, message: format!("{}: {error}", entry.key) });
            Taken::No
        }
    }
}
