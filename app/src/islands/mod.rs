//! The only code that runs in the browser as WebAssembly: it moves what the server wrote.
//!
//! An island renders nothing but its children and its listeners. The state is in the page: in
//! boxes that are ticked, in `hidden`, in the address. That keeps the module at half the size it
//! has with views of its own, and a page that was not hydrated is the same page.

mod browser;
pub mod explorer;
pub mod live;
pub mod table;

pub use explorer::LayerExplorer;
pub use live::Live;
pub use table::TableView;
