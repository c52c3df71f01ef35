//! The bytes in which an article crosses from the renderer's worker to the page.
//!
//! ```text
//! message  = 0x00 article | 0x01 refusal          refusal = u8, the place in `Refusal`
//! article  = card nodes nodes limits               body, clutter
//! nodes    = varint count, node*
//! node     = 0x00 text | 0x01 name attrs nodes     name = u8, the place in `Name::ALL`
//! attrs    = varint count, attr*                   attr = u8 kind, value
//! text     = varint length in bytes, UTF-8
//! varint   = LEB128, unsigned
//! option   = 0x00 | 0x01 value
//! ```
//!
//! Both ends are built together, so there is no version; a message that does not decode is an
//! error, never a panic, and decoded addresses and names go through the same checks as any other.

mod read;
mod write;

use thiserror::Error;

use crate::{Article, Limit, Refusal};
use read::{Reader, pick};
use write::Writer;

/// A message is damaged, or comes from another build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the renderer's answer cannot be read")]
pub struct Damaged;

/// Writes what the renderer made of an article.
pub fn encode(result: &Result<Article, Refusal>) -> Vec<u8> {
    let mut out = Writer::default();
    match result {
        Ok(article) => {
            out.byte(0);
            out.card(&article.card);
            out.nodes(&article.body);
            out.nodes(&article.clutter);
            out.list(&article.limits, |out, limit| out.byte(*limit as u8));
        }
        Err(refusal) => {
            out.byte(1);
            out.byte(*refusal as u8);
        }
    }
    out.finish()
}

/// Reads what [`encode`] wrote.
pub fn decode(bytes: &[u8]) -> Result<Result<Article, Refusal>, Damaged> {
    let mut input = Reader::new(bytes);
    let message = match input.byte()? {
        0 => Ok(Article {
            card: input.card()?,
            body: input.nodes(0)?,
            clutter: input.nodes(0)?,
            limits: input.list(|input| pick(&[Limit::Depth, Limit::Nodes], input.byte()?))?,
        }),
        1 => Err(pick(&[Refusal::Empty, Refusal::NotText, Refusal::WebPage, Refusal::TooLarge], input.byte()?)?),
        _ => return Err(Damaged),
    };
    input.end()?;
    Ok(message)
}

#[cfg(test)]
mod tests;
