//! Light, dark, or as the system says.

use leptos::prelude::*;

use crate::strings::theme;

/// A list of the themes. The script that applies the stored choice before the first paint
/// answers to it; without a script the style sheet hides it, and the system's theme applies.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    view! {
        <label class="theme-switch">
            <span class="visually-hidden">{theme::LABEL}</span>
            <select class="quiet" data-theme-choice="" autocomplete="off">
                <option value="">{theme::AUTO}</option>
                <option value="light">{theme::LIGHT}</option>
                <option value="dark">{theme::DARK}</option>
            </select>
        </label>
    }
}
