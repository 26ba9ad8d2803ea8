//! HTML that the author wrote.

use super::{Settings, Writer};
use crate::{
    markdown::{Anchor, raw},
    problem::Remark,
};

impl Writer<'_> {
    /// Writes a piece of HTML the author wrote, as far as it may be.
    pub(super) fn raw(&mut self, html: &str, at: usize) {
        let Settings {
            is_french, resolve, ..
        } = self.settings;
        let raw = raw::rewrite(html, is_french, resolve, &mut self.taken);
        self.raw_depth = (self.raw_depth + raw.opened).max(0);
        for (lines, fault) in raw.faults {
            self.faults.push((at, lines, fault));
        }
        for (lines, tag) in raw.hidden {
            if self.hidden.insert(tag.clone()) {
                let remark = Remark::HiddenElement { tag };
                self.faults.push((at, lines, remark.into()));
            }
        }
        let heading = self.text.heading().to_owned();
        let named = raw.ids.into_iter().map(|id| Anchor {
            id,
            title: heading.clone(),
        });
        self.anchors.extend(named);
        self.plain(&raw.text);
        self.out.push_str(&raw.html);
    }
}
