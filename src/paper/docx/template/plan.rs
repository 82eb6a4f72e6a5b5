//! Where each tag of a part goes: a loop around rows or paragraphs stands before and behind them,
//! not in their text, and what held nothing but tags goes away with them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::Scan;
use super::tag::{Role, Tag, tags};

/// A tag and the paragraph in which it stands.
#[derive(Debug)]
pub(super) struct Placed {
    pub paragraph: usize,
    pub tag: Tag,
    pub spot: Spot,
}

/// Where a tag goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Where it was typed.
    Here,
    /// Before an element.
    Before(usize),
    /// Behind an element.
    Behind(usize),
}

impl Spot {
    fn element(self) -> Option<usize> {
        match self {
            Self::Here => None,
            Self::Before(element) | Self::Behind(element) => Some(element),
        }
    }
}

/// A tag that is wrong: its paragraph, its place in that, what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub paragraph: usize,
    pub range: Range<usize>,
    pub message: String,
    pub hint: &'static str,
}

/// What is to be done with a part.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Every tag, in the order of their bytes.
    pub tags: Vec<Placed>,
    /// Rows and paragraphs that go away; their tags stay, in order.
    pub gone: Vec<usize>,
    pub wrong: Vec<Wrong>,
}

/// A tag that opens, those between, and the one that closes, as indexes.
#[derive(Debug)]
struct Group {
    open: usize,
    middle: Vec<usize>,
    close: usize,
}

const CROSSING: &str = "begin it at the start of a paragraph or row, and end it at the end of one";

impl Plan {
    /// Makes the plan of a part.
    pub(super) fn of(scan: &Scan<'_>) -> Self {
        let mut plan = Self::default();
        for (index, paragraph) in scan.paragraphs.iter().enumerate() {
            let (found, open) = tags(&paragraph.text);
            let spot = Spot::Here;
            plan.tags.extend(found.into_iter().map(|tag| Placed {
                paragraph: index,
                tag,
                spot,
            }));
            if let Some(at) = open {
                let end = paragraph.text.len().min(at + 40);
                let end = (at..=end)
                    .rev()
                    .find(|end| paragraph.text.is_char_boundary(*end));
                plan.wrong.push(Wrong {
                    paragraph: index,
                    range: at..end.unwrap_or(at),
                    message: "this placeholder does not end in its paragraph".to_owned(),
                    hint: "close it with `}}` or `%}`",
                });
            }
        }
        plan.tags.sort_by_key(|placed| byte_of(scan, placed));
        for group in plan.groups() {
            plan.place(scan, &group);
        }
        plan.drop_what_is_empty(scan);
        plan
    }

    /// Finds what belongs together.
    fn groups(&mut self) -> Vec<Group> {
        let mut open: Vec<Group> = Vec::new();
        let mut found = Vec::new();
        let mut wrong = Vec::new();
        for (index, placed) in self.tags.iter().enumerate() {
            match &placed.tag.role {
                Role::Open(_) => open.push(Group {
                    open: index,
                    middle: Vec::new(),
                    close: index,
                }),
                Role::Middle => match open.last_mut() {
                    Some(group) => group.middle.push(index),
                    None => wrong.push((index, "has no `{% if … %}` before it".to_owned())),
                },
                Role::Close => {
                    let wanted = open.last().map(|group| &self.tags[group.open].tag.role);
                    match wanted {
                        Some(Role::Open(close)) if *close == placed.tag.word() => {
                            found.extend(open.pop().map(|group| Group {
                                close: index,
                                ..group
                            }));
                        }
                        Some(Role::Open(close)) => {
                            wrong.push((index, format!("stands where `{{% {close} %}}` is due")));
                        }
                        Some(Role::Print | Role::Middle | Role::Close | Role::Alone) | None => {
                            wrong.push((index, "closes nothing".to_owned()));
                        }
                    }
                }
                Role::Print | Role::Alone => {}
            }
        }
        for group in open {
            if let Role::Open(close) = self.tags[group.open].tag.role {
                wrong.push((group.open, format!("has no `{{% {close} %}}`")));
            }
        }
        for (index, what) in wrong {
            self.refuse(index, &what);
        }
        // The inner ones last, so that an outer one decides first.
        found.reverse();
        found
    }

    fn refuse(&mut self, index: usize, what: &str) {
        let placed = &self.tags[index];
        self.wrong.push(Wrong {
            paragraph: placed.paragraph,
            range: placed.tag.range.clone(),
            message: format!("`{}` {what}", placed.tag.text),
            hint: CROSSING,
        });
    }

    /// Finds where a group's tags go.
    fn place(&mut self, scan: &Scan<'_>, group: &Group) {
        let element = |index: usize| scan.paragraphs[self.tags[index].paragraph].element;
        let (first, last) = (element(group.open), element(group.close));
        if first == last {
            self.place_whole(scan, group, first);
            return;
        }
        let common = scan
            .around(first)
            .find(|around| scan.is_within(last, *around));
        let Some(mut common) = common else { return };
        if scan.elements[common].name == "w:tr" {
            // From one cell of a row to another: the row itself.
            common = scan.elements[common].parent;
        }
        let below = |index: usize| {
            let around = scan.around(element(index));
            around.take_while(|around| *around != common).last()
        };
        let members = [group.open].into_iter().chain(group.middle.iter().copied());
        let members: Vec<usize> = members.chain([group.close]).collect();
        let places: Vec<_> = members
            .iter()
            .map(|index| (*index, below(*index)))
            .collect();
        for (index, place) in places {
            let stands = ["w:p", "w:tr", "w:tbl"];
            let place = place.filter(|place| stands.contains(&scan.elements[*place].name));
            let Some(place) = place else {
                let what = "begins in one place of the layout and ends in another";
                return self.refuse(index, what);
            };
            let is_first = self.is_alone(scan, place, index, false);
            let is_last = self.is_alone(scan, place, index, true);
            let role = &self.tags[index].tag.role;
            let spot = match role {
                Role::Open(_) | Role::Middle if is_first => Spot::Before(place),
                Role::Close | Role::Middle if is_last => Spot::Behind(place),
                Role::Open(_) | Role::Close | Role::Middle | Role::Print | Role::Alone => {
                    return self.refuse(index, "stands in the middle of what it should be around");
                }
            };
            self.tags[index].spot = spot;
        }
    }

    /// A condition around all of a paragraph is one on the paragraph.
    fn place_whole(&mut self, scan: &Scan<'_>, group: &Group, element: usize) {
        let is_if = self.tags[group.open].tag.word() == "if" && group.middle.is_empty();
        let paragraph = &scan.paragraphs[self.tags[group.open].paragraph];
        if is_if
            && !paragraph.holds
            && !is_only(scan, element)
            && self.is_alone(scan, element, group.open, false)
            && self.is_alone(scan, element, group.close, true)
        {
            self.tags[group.open].spot = Spot::Before(element);
            self.tags[group.close].spot = Spot::Behind(element);
        }
    }

    /// Whether nothing but block tags stands in an element before a tag, or `behind` it.
    fn is_alone(&self, scan: &Scan<'_>, element: usize, index: usize, behind: bool) -> bool {
        let own = &self.tags[index];
        scan.paragraphs.iter().enumerate().all(|(at, paragraph)| {
            if !scan.is_within(paragraph.element, element) {
                return true;
            }
            let text = &paragraph.text;
            let range = match (at.cmp(&own.paragraph), behind) {
                (std::cmp::Ordering::Equal, false) => 0..own.tag.range.start,
                (std::cmp::Ordering::Equal, true) => own.tag.range.end..text.len(),
                (std::cmp::Ordering::Less, false) | (std::cmp::Ordering::Greater, true) => {
                    0..text.len()
                }
                (std::cmp::Ordering::Less, true) | (std::cmp::Ordering::Greater, false) => {
                    return true;
                }
            };
            self.is_bare(text, at, &range)
        })
    }

    /// Whether a stretch of a paragraph's text is blank but for block tags.
    fn is_bare(&self, text: &str, paragraph: usize, range: &Range<usize>) -> bool {
        let mut from = range.start;
        for placed in &self.tags {
            let tag = &placed.tag.range;
            let is_block = placed.tag.role != Role::Print;
            if placed.paragraph == paragraph
                && is_block
                && tag.start >= from
                && tag.end <= range.end
            {
                if !is_blank(&text[from..tag.start]) {
                    return false;
                }
                from = tag.end;
            }
        }
        is_blank(&text[from..range.end])
    }

    /// Finds the rows and paragraphs that hold nothing but tags.
    fn drop_what_is_empty(&mut self, scan: &Scan<'_>) {
        let mut rows: BTreeMap<usize, bool> = BTreeMap::new();
        for (at, paragraph) in scan.paragraphs.iter().enumerate() {
            let here = || self.tags.iter().filter(|placed| placed.paragraph == at);
            let is_bare = self.is_bare(&paragraph.text, at, &(0..paragraph.text.len()));
            let bare = is_bare && !paragraph.holds;
            let around = scan.around(paragraph.element);
            for row in around.filter(|at| scan.elements[*at].name == "w:tr") {
                *rows.entry(row).or_insert(true) &= bare;
            }
            let is_tag_of_row = |placed: &Placed| {
                placed
                    .spot
                    .element()
                    .is_some_and(|at| at != paragraph.element)
            };
            let goes = bare && here().count() > 0 && !here().any(is_tag_of_row);
            if goes && !is_only(scan, paragraph.element) {
                self.gone.push(paragraph.element);
            }
        }
        for (row, bare) in rows {
            let is_here = |placed: &Placed| placed.spot.element() == Some(row);
            if bare && self.tags.iter().any(is_here) {
                self.gone.push(row);
            }
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether an element is the only paragraph where there must be one.
fn is_only(scan: &Scan<'_>, element: usize) -> bool {
    let parent = scan.elements[element].parent;
    let name = scan.elements[parent].name;
    let blocks = scan.elements.iter().enumerate().filter(|(at, other)| {
        other.parent == parent && *at != parent && matches!(other.name, "w:p" | "w:tbl" | "w:sdt")
    });
    name != "w:body" && blocks.count() < 2
}

/// The byte at which a tag begins.
pub(super) fn byte_of(scan: &Scan<'_>, placed: &Placed) -> usize {
    let paragraph = &scan.paragraphs[placed.paragraph];
    let at = placed.tag.range.start;
    let after = paragraph
        .segments
        .partition_point(|segment| segment.at <= at);
    let segment = after.checked_sub(1).map(|index| &paragraph.segments[index]);
    segment.map_or(0, |segment| segment.range.start + (at - segment.at))
}
