//! The badge of a kind of layer: its colour, and its name in words.

use corpus::LayerKind;
use leptos::prelude::*;

use crate::strings::kind;

/// What people call that kind.
pub(crate) fn name(of: LayerKind) -> &'static str {
    match of {
        LayerKind::Hardware => kind::HARDWARE,
        LayerKind::Hypervisor => kind::HYPERVISOR,
        LayerKind::Vm => kind::VM,
        LayerKind::Os => kind::OS,
        LayerKind::Kubernetes => kind::KUBERNETES,
        LayerKind::Runtime => kind::RUNTIME,
        LayerKind::Pod => kind::POD,
        LayerKind::App => kind::APP,
        LayerKind::Storage => kind::STORAGE,
        LayerKind::Network => kind::NETWORK,
        LayerKind::Security => kind::SECURITY,
        LayerKind::Managed => kind::MANAGED,
        LayerKind::Zone => kind::ZONE,
    }
}

/// The CSS class that carries the colour of a kind.
pub(crate) fn class(of: LayerKind) -> String {
    format!("kind-{}", of.name())
}

/// The name of a kind in its colour.
#[component]
pub(crate) fn KindBadge(kind: LayerKind) -> impl IntoView {
    view! { <span class=format!("badge {}", class(kind))>{name(kind)}</span> }
}
