//! Pieces that pages share. Server code: none of it reaches the browser.

mod aligned_layers;
mod breadcrumbs;
mod card;
mod citations;
mod comparison_table;
mod course_nav;
mod diagram;
mod header;
pub(crate) mod kind;
mod layer_panel;
mod layout;
mod live;
mod overlay_text;
pub(crate) mod pager;
mod palette;
mod table_controls;
mod theme;
pub(crate) mod toc;

pub(crate) use aligned_layers::AlignedLayers;
pub(crate) use breadcrumbs::{Breadcrumbs, Crumb};
pub(crate) use card::Card;
pub(crate) use citations::Citations;
pub(crate) use comparison_table::ComparisonTable;
pub(crate) use course_nav::CourseNav;
pub(crate) use diagram::{Diagram, Drawing};
pub(crate) use header::SiteHeader;
pub(crate) use kind::KindBadge;
pub(crate) use layer_panel::LayerPanel;
pub(crate) use layout::{Layout, PageInfo};
pub(crate) use live::LiveRegion;
pub(crate) use overlay_text::OverlayText;
pub(crate) use pager::Pager;
pub(crate) use palette::PaletteDialog;
pub(crate) use table_controls::TableControls;
pub(crate) use theme::ThemeSwitch;
