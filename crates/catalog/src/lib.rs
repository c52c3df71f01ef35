//! Cards, arranged for filtering.
