//! How large text is in a picture, and what lies around it.

use super::Font;

/// From this width on, the font is a size larger and things are further apart.
const ROOMY: f32 = 480.0;

/// Lengths that depend on the width of the picture alone, in CSS pixels.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    pub(super) width: f32,
    /// Of all text.
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) line_height: f32,
    /// Between siblings, and from the edge of a container to its children where there is room.
    pub(super) gap: f32,
    /// Above and below a label.
    pub(super) head: f32,
}

impl Scale {
    pub(super) fn of(width: f32) -> Self {
        let (size, line_height, gap, head) = match width >= ROOMY {
            true => (14.0, 19.0, 12.0, 10.0),
            false => (13.0, 17.0, 8.0, 7.0),
        };
        Self {
            width,
            size,
            line_height,
            gap,
            head,
        }
    }

    pub(super) fn is_roomy(self) -> bool {
        self.width >= ROOMY
    }

    pub(super) fn font(self, bold: bool) -> Font {
        Font {
            size: self.size,
            bold,
        }
    }
}
