//! Any text as an address: it is never an error, and what it says survives being written again.

#![no_main]

use catalog::{Address, Form, ViewState};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let state = ViewState::parse(text);
    let query = state.to_query();
    assert!(!query.contains(['#', '"', '\'', '<', '>', ' ', '?']), "{query}");
    assert_eq!(ViewState::parse(&query), state);
    let root = "https://site.example/room/";
    let beside = Address::beside("https://site.example/room/?theirs=1", "ns-");
    for address in [Address::new(root, Form::Query), Address::new(root, Form::Folders), beside] {
        let href = address.href(&state);
        assert!(href.starts_with(root), "{href}");
        // An apostrophe may stand in a path, and no address is ever written between apostrophes.
        assert!(!href.contains(['"', '<', '>', ' ']), "{href}");
        assert_eq!(address.read(&href).as_ref(), Some(&state), "{href}");
        address.read(text);
    }
});
