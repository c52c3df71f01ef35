use crate::json::{Kind, Reader};
use crate::write::Writer;
use crate::{CatalogError, Facets};

const MISTYPED: CatalogError = CatalogError::Damaged("a column does not hold what it should");

/// The file `catalog/facets.<hash>.json`: what filtering and sorting need, column by column. Titles and
/// summaries are not in it (DESIGN section 5: columns are 17 % smaller than rows, summaries are most of
/// the bytes).
///
/// ```text
/// facets   = { "version":1, "slugs":"a\nb\nc", "days":[20102,0,3], "views":[3577,null,0], … }
/// slugs    = every article's slug, newest first, one a line: the line is the row
/// days     = days since 1970-01-01 of the first row, then how many days earlier each next one is;
///            rows beyond its end have no date
/// views, comments, collects = the count or null, per row; absent when no row has one
/// categories, authors, languages, tags = tables of names, most used first
/// category, author, language           = the place in the table or null, per row
/// aliases, alias = other spellings of tags, and the place of each one's tag in the table
/// tagged   = how many tags, then their places in the table, row after row: [2,0,7,0,1,3]
/// titles   = the place of each row when they are sorted by title
/// ```
///
/// A key that is not known is left out, an absent one is an empty column. Of two with one key the later
/// one counts.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the grammar above says what each column holds")]
pub struct FacetColumns {
    pub version: u64,
    pub slugs: String,
    pub days: Vec<i32>,
    pub views: Vec<Option<u32>>,
    pub comments: Vec<Option<u32>>,
    pub collects: Vec<Option<u32>>,
    pub categories: Vec<String>,
    pub category: Vec<Option<u32>>,
    pub authors: Vec<String>,
    pub author: Vec<Option<u32>>,
    pub languages: Vec<String>,
    pub language: Vec<Option<u32>>,
    pub tags: Vec<String>,
    pub tagged: Vec<u32>,
    pub aliases: Vec<String>,
    pub alias: Vec<u32>,
    pub titles: Vec<u32>,
}

impl FacetColumns {
    /// The version this program reads and writes.
    pub const VERSION: u64 = 1;

    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, CatalogError> {
        let mut json = Reader::new(text)?;
        if json.kind()? != Kind::Object {
            return Err(CatalogError::NotACatalog);
        }
        let mut columns = Self::default();
        json.object()?;
        while let Some(key) = json.key()? {
            columns.read(&key, &mut json)?;
        }
        json.end()?;
        match columns.version {
            Self::VERSION => Ok(columns),
            other => Err(CatalogError::Version(other)),
        }
    }

    fn read(&mut self, key: &str, json: &mut Reader<'_>) -> Result<(), CatalogError> {
        match key {
            "version" => self.version = version(json)?,
            "slugs" => self.slugs = text(json)?,
            "days" => self.days = days(json)?,
            "views" => self.views = places(json)?,
            "comments" => self.comments = places(json)?,
            "collects" => self.collects = places(json)?,
            "categories" => self.categories = names(json)?,
            "category" => self.category = places(json)?,
            "authors" => self.authors = names(json)?,
            "author" => self.author = places(json)?,
            "languages" => self.languages = names(json)?,
            "language" => self.language = places(json)?,
            "aliases" => self.aliases = names(json)?,
            "alias" => self.alias = numbers(json)?,
            "tags" => self.tags = names(json)?,
            "tagged" => self.tagged = numbers(json)?,
            "titles" => self.titles = numbers(json)?,
            _ => json.skip()?,
        }
        Ok(())
    }

    /// Checks every column against the others.
    pub fn decode(self) -> Result<Facets, CatalogError> {
        Facets::decode(self)
    }

    /// Writes the file.
    pub fn write(&self) -> String {
        let mut json = Writer::default();
        json.open('{');
        json.key("version");
        json.number(self.version);
        json.key("slugs");
        json.text(&self.slugs);
        json.key("days");
        json.open('[');
        self.days.iter().for_each(|day| json.signed(*day));
        json.close(']');
        let place = |json: &mut Writer, place: &Option<u32>| json.maybe(place.map(u64::from));
        let number = |json: &mut Writer, number: &u32| json.number(u64::from(*number));
        let name = |json: &mut Writer, name: &String| json.text(name);
        column(&mut json, "views", &self.views, place);
        column(&mut json, "comments", &self.comments, place);
        column(&mut json, "collects", &self.collects, place);
        column(&mut json, "categories", &self.categories, name);
        column(&mut json, "category", &self.category, place);
        column(&mut json, "authors", &self.authors, name);
        column(&mut json, "author", &self.author, place);
        column(&mut json, "languages", &self.languages, name);
        column(&mut json, "language", &self.language, place);
        column(&mut json, "aliases", &self.aliases, name);
        column(&mut json, "alias", &self.alias, number);
        column(&mut json, "tags", &self.tags, name);
        column(&mut json, "tagged", &self.tagged, number);
        column(&mut json, "titles", &self.titles, number);
        json.close('}');
        json.finish()
    }
}

/// Writes a column, unless it is empty.
fn column<T>(json: &mut Writer, key: &str, items: &[T], write: fn(&mut Writer, &T)) {
    if !items.is_empty() {
        json.key(key);
        json.open('[');
        items.iter().for_each(|item| write(json, item));
        json.close(']');
    }
}

/// Reads numbers and nulls; `put` says whether the column may hold it.
fn read_numbers(json: &mut Reader<'_>, put: &mut dyn FnMut(Option<i64>) -> Option<()>) -> Result<(), CatalogError> {
    enter(json)?;
    while json.item()? {
        let number = match json.small_number() {
            None => match json.kind()? {
                Kind::Number => Some(whole(json.number()?).ok_or(MISTYPED)?),
                Kind::Word if json.word()? == "null" => None,
                _ => return Err(MISTYPED),
            },
            small => small,
        };
        put(number).ok_or(MISTYPED)?;
    }
    Ok(())
}

fn days(json: &mut Reader<'_>) -> Result<Vec<i32>, CatalogError> {
    let mut days = Vec::new();
    read_numbers(json, &mut |day| {
        days.push(i32::try_from(day?).ok()?);
        Some(())
    })?;
    Ok(days)
}

fn numbers(json: &mut Reader<'_>) -> Result<Vec<u32>, CatalogError> {
    let mut numbers = Vec::new();
    read_numbers(json, &mut |number| {
        numbers.push(u32::try_from(number?).ok()?);
        Some(())
    })?;
    Ok(numbers)
}

fn places(json: &mut Reader<'_>) -> Result<Vec<Option<u32>>, CatalogError> {
    let mut places = Vec::new();
    read_numbers(json, &mut |place| {
        places.push(match place {
            None => None,
            Some(place) => Some(u32::try_from(place).ok()?),
        });
        Some(())
    })?;
    Ok(places)
}

fn names(json: &mut Reader<'_>) -> Result<Vec<String>, CatalogError> {
    let mut names = Vec::new();
    enter(json)?;
    while json.item()? {
        names.push(text(json)?);
    }
    Ok(names)
}

fn enter(json: &mut Reader<'_>) -> Result<(), CatalogError> {
    match json.kind()? {
        Kind::Array => json.array(),
        _ => Err(MISTYPED),
    }
}

fn text(json: &mut Reader<'_>) -> Result<String, CatalogError> {
    match json.kind()? {
        Kind::Text => Ok(json.text()?.into_owned()),
        _ => Err(MISTYPED),
    }
}

fn version(json: &mut Reader<'_>) -> Result<u64, CatalogError> {
    match json.kind()? {
        Kind::Number => json.number()?.parse().map_err(|_| MISTYPED),
        _ => Err(MISTYPED),
    }
}

/// A number without fraction and exponent.
fn whole(number: &str) -> Option<i64> {
    match number.strip_prefix('-') {
        None => number.parse::<u64>().ok()?.try_into().ok(),
        Some(figures) => i64::try_from(figures.parse::<u64>().ok()?).ok()?.checked_neg(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: &str, expected: Result<&[u32], CatalogError>) {
        let read = numbers(&mut Reader::new(column).expect("it is not empty"));
        assert_eq!(read.as_deref().map_err(|error| *error), expected, "{column}");
    }

    #[test]
    fn a_column_holds_whole_numbers_and_nothing_else() {
        let bad = |column| Err(CatalogError::NotJson { line: 1, column });
        check("[]", Ok(&[]));
        check("[0,7,10 ,\n 4294967295]", Ok(&[0, 7, 10, 4_294_967_295]));
        check("[4294967296]", Err(MISTYPED));
        check("[99999999999999999999]", Err(MISTYPED));
        check("[-1]", Err(MISTYPED));
        check("[1.0]", Err(MISTYPED));
        check("[null]", Err(MISTYPED));
        check("{}", Err(MISTYPED));
        check("[01]", bad(3));
        check("[,1]", bad(2));
        check("[1,]", bad(4));
        check("[1", bad(2));
    }
}
