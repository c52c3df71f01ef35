//! The page: starts the app in the element that index.html reserves for it.

fn main() {
    newsstand_app::mount_page();
}
