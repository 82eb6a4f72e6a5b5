//! Strips on their pages as the file's drawing, each piece told to the structure.

use krilla::Document as File;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Quadrilateral};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::faces::Faces;
use super::flow::{Flow, WIDTH};
use super::furniture::Furniture;
use super::line::{Line, Run};
use super::passage::Ink;
use super::strip::{Mark, Placed, Strip, What};
use super::tags::{NodeId, Tags};

/// US Letter, in points.
pub(super) const PAGE: (f32, f32) = (612.0, 792.0);
/// From the left edge of the page to the text, and from its top.
pub(super) const LEFT: f32 = (PAGE.0 - WIDTH) / 2.0;
pub(super) const TOP: f32 = 78.0;
/// The height of the text on a page.
pub(super) const HEIGHT: f32 = PAGE.1 - TOP - 82.0;

/// Draws pages.
pub(super) struct Pen<'a> {
    faces: &'a Faces,
    tags: Tags,
    headings: Vec<(u8, String)>,
    contents: Contents,
    /// What was drawn of links on this page: the link's element and where.
    reached: Vec<(NodeId, Quadrilateral)>,
}

/// Draws all pages; gives back the structure and the list of contents.
pub(super) fn draw(
    file: &mut File,
    flow: Flow<'_>,
    pages: &[Vec<Placed>],
    furniture: &Furniture,
) -> (Tags, Contents) {
    let Flow {
        faces,
        tags,
        headings,
        strips,
        heads,
        ..
    } = flow;
    let mut pen = Pen {
        faces,
        tags,
        headings,
        contents: Contents::default(),
        reached: Vec::new(),
    };
    for (at, placed) in pages.iter().enumerate() {
        let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else {
            continue;
        };
        let mut page = file.start_page_with(settings);
        let mut surface = page.surface();
        furniture.under(&mut surface, faces);
        for placed in placed {
            match placed.what {
                What::Strip(strip) => pen.strip(&mut surface, &strips[strip], placed.y, at, true),
                What::Head(head) => {
                    let mut y = placed.y;
                    for strip in &heads[head] {
                        pen.strip(&mut surface, strip, y, at, false);
                        y += strip.height;
                    }
                }
            }
        }
        furniture.over(&mut surface, faces, at);
        surface.finish();
        pen.links(&mut page);
        page.finish();
    }
    (pen.tags, pen.contents)
}

impl Pen<'_> {
    /// Draws a strip; as content, or as a head that is only repeated.
    fn strip(
        &mut self,
        surface: &mut Surface<'_>,
        strip: &Strip,
        y: f32,
        page: usize,
        content: bool,
    ) {
        for mark in &strip.marks {
            match mark {
                Mark::Line { x, baseline, line } => {
                    let at = (LEFT + x, TOP + y + baseline);
                    if content {
                        self.line(surface, line, at);
                    } else {
                        artifact(surface, ArtifactType::PaginationOther, |surface| {
                            text(surface, self.faces, &line.runs, at);
                        });
                    }
                }
                Mark::Rule {
                    x,
                    y: down,
                    width,
                    weight,
                } if *weight > 0.0 => {
                    artifact(surface, ArtifactType::Layout, |surface| {
                        rule(surface, (LEFT + x, TOP + y + down), *width, *weight);
                    });
                }
                Mark::Element(node) if content => self.tags.tell(*node),
                Mark::Heading(index) if content => {
                    let (level, title) = &self.headings[*index];
                    let to = XyzDestination::new(page, Point::from_xy(0.0, TOP + y - 12.0));
                    let node = OutlineNode::new(title.clone(), to).with_open(true);
                    self.contents.add(*level, node);
                }
                Mark::Rule { .. } | Mark::Element(_) | Mark::Heading(_) => {}
            }
        }
    }

    /// Draws a line, its runs told element by element.
    fn line(&mut self, surface: &mut Surface<'_>, line: &Line, at: (f32, f32)) {
        for runs in line
            .runs
            .chunk_by(|a, b| a.look.node == b.look.node && a.look.alt == b.look.alt)
        {
            let look = &runs[0].look;
            let Some(node) = look.node else { continue };
            let alt = (!look.alt.is_empty()).then_some(look.alt.as_str());
            let tag = ContentTag::Span(SpanTag::empty().with_alt_text(alt));
            let id = surface.start_tagged(tag);
            text(surface, self.faces, runs, at);
            surface.end_tagged();
            self.tags.content(node, id);
            if self.tags.is_link(node).is_some() {
                let left = runs.iter().map(|run| run.x).fold(f32::INFINITY, f32::min);
                let right = runs.iter().map(|run| run.x + run.width).fold(0.0, f32::max);
                let (up, down) = (at.1 - look.size * 0.75, at.1 + look.size * 0.25);
                let corner = |x, y| Point::from_xy(at.0 + x, y);
                let corners = [
                    corner(left, down),
                    corner(right, down),
                    corner(right, up),
                    corner(left, up),
                ];
                self.reached.push((node, Quadrilateral(corners)));
            }
        }
    }

    /// Lays links over what was drawn of them on the page.
    fn links(&mut self, page: &mut Page<'_>) {
        let reached = std::mem::take(&mut self.reached);
        for same in reached.chunk_by(|a, b| a.0 == b.0) {
            let node = same[0].0;
            let Some(to) = self
                .tags
                .is_link(node)
                .map(|link| self.tags.links[link].clone())
            else {
                continue;
            };
            let areas = same.iter().map(|(_, area)| *area).collect();
            let target = Target::Action(Action::Link(LinkAction::new(to.clone())));
            let link = LinkAnnotation::new_with_quad_points(areas, target);
            let id = page.add_tagged_annotation(Annotation::new_link(link, Some(to)));
            self.tags.content(node, id);
        }
    }
}

/// Draws what is no content.
pub(super) fn artifact(
    surface: &mut Surface<'_>,
    kind: ArtifactType,
    draw: impl FnOnce(&mut Surface<'_>),
) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    draw(surface);
    surface.end_tagged();
}

/// Draws runs of glyphs.
pub(super) fn text(surface: &mut Surface<'_>, faces: &Faces, runs: &[Run], at: (f32, f32)) {
    for run in runs {
        // A blank's low lines are there to be extracted, but leave gaps between each other: what
        // is seen is a rule in their place.
        let blank = !run.look.alt.is_empty();
        let ink = if blank { Ink::White } else { run.look.ink };
        surface.set_fill(Some(fill(ink)));
        let start = Point::from_xy(at.0 + run.x, at.1);
        surface.draw_glyphs(
            start,
            &run.glyphs,
            faces.font(run.face),
            &run.text,
            run.look.size,
            false,
        );
        if blank {
            let at = (at.0 + run.x, at.1 + LOW * run.look.size);
            rule(surface, at, run.width, 0.5);
        }
    }
}

/// How far below the baseline our font's low line is, as a part of the size.
const LOW: f32 = 0.132;

/// Draws a rule from left to right, its middle at a height.
pub(super) fn rule(surface: &mut Surface<'_>, at: (f32, f32), width: f32, weight: f32) {
    let mut path = PathBuilder::new();
    let rect = krilla::geom::Rect::from_xywh(at.0, at.1 - weight / 2.0, width.max(0.1), weight);
    if let Some(rect) = rect {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(Ink::Black)));
        surface.draw_path(&path);
    }
}

/// The colour of an ink.
pub(super) fn fill(ink: Ink) -> Fill {
    let color = match ink {
        Ink::Black => rgb::Color::new(0, 0, 0),
        Ink::Blue => rgb::Color::new(20, 60, 120),
        Ink::Grey => rgb::Color::new(85, 85, 85),
        Ink::Red => rgb::Color::new(160, 20, 20),
        Ink::White => rgb::Color::new(255, 255, 255),
        Ink::Pale => rgb::Color::new(236, 236, 236),
    };
    Fill {
        paint: color.into(),
        ..Fill::default()
    }
}

/// The list of contents: each heading below the last one of a smaller level.
#[derive(Default)]
pub(super) struct Contents {
    outline: Outline,
    open: Vec<(u8, OutlineNode)>,
}

impl Contents {
    fn add(&mut self, level: u8, node: OutlineNode) {
        self.close(level);
        self.open.push((level, node));
    }

    /// Ends the headings that are not above one of this level.
    fn close(&mut self, level: u8) {
        while let Some((_, node)) = self.open.pop_if(|(last, _)| *last >= level) {
            match self.open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => self.outline.push_child(node),
            }
        }
    }

    /// An entry for the whole, where there is no heading: a file must have one.
    pub(super) fn whole(&mut self, title: &str) {
        if self.open.is_empty() {
            let to = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
            self.open.push((1, OutlineNode::new(title.to_owned(), to)));
        }
    }

    /// The list for the file.
    pub(super) fn finish(mut self) -> Outline {
        self.close(0);
        self.outline
    }
}
