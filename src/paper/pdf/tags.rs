//! The structure of a document for those who hear it: elements, their content in reading order.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// An element's place among all.
pub(super) type NodeId = usize;

/// What an element is.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// The document itself.
    Document,
    /// A heading, its level and its words.
    Heading(u8, String),
    /// A paragraph.
    Paragraph,
    /// A list; numbered or not.
    List(bool),
    /// An item of a list.
    Item,
    /// The number or sign of an item.
    Label,
    /// What an item says.
    Body,
    /// A quotation.
    Quote,
    /// A table.
    Table,
    /// The rows that head a table.
    Head,
    /// The other rows.
    Rows,
    /// A row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
    /// A part that belongs together: where one party signs.
    Part,
    /// A link; its number among the links.
    Link(usize),
}

/// One element.
struct Element {
    role: Role,
    parent: NodeId,
    /// Whether its parent knows of it: it is told when the first content comes, so that children
    /// stand in the order in which they are read.
    told: bool,
    children: Vec<Child>,
}

/// What stands in an element.
enum Child {
    Element(NodeId),
    Content(Identifier),
}

/// All elements of a document.
pub(super) struct Tags {
    elements: Vec<Element>,
    /// Where each link leads.
    pub links: Vec<String>,
}

/// The document's own element.
pub(super) const ROOT: NodeId = 0;

impl Tags {
    /// A document without elements.
    pub(super) fn new() -> Self {
        let root = Element {
            role: Role::Document,
            parent: ROOT,
            told: true,
            children: Vec::new(),
        };
        Self {
            elements: vec![root],
            links: Vec::new(),
        }
    }

    /// A new element of another; it is left out of the file if nothing comes into it.
    pub(super) fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.elements.push(Element {
            role,
            parent,
            told: false,
            children: Vec::new(),
        });
        self.elements.len() - 1
    }

    /// A new link of an element.
    pub(super) fn link(&mut self, parent: NodeId, to: String) -> NodeId {
        self.links.push(to);
        self.add(parent, Role::Link(self.links.len() - 1))
    }

    /// The number of the link that an element is.
    pub(super) fn is_link(&self, node: NodeId) -> Option<usize> {
        match self.elements[node].role {
            Role::Link(link) => Some(link),
            _ => None,
        }
    }

    /// Puts an element in its place now, though nothing may come into it: an empty cell.
    pub(super) fn tell(&mut self, mut node: NodeId) {
        while !self.elements[node].told {
            self.elements[node].told = true;
            let parent = self.elements[node].parent;
            // The parent is told first; its place is the one after what it holds by now.
            if !self.elements[parent].told {
                self.tell(parent);
            }
            self.elements[parent].children.push(Child::Element(node));
            node = parent;
        }
    }

    /// Content of an element, in the order in which it is read.
    pub(super) fn content(&mut self, node: NodeId, content: Identifier) {
        self.tell(node);
        self.elements[node].children.push(Child::Content(content));
    }

    /// The tree for the file.
    pub(super) fn tree(mut self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        tree.children = self.children(ROOT);
        tree
    }

    fn children(&mut self, node: NodeId) -> Vec<Node> {
        let children = std::mem::take(&mut self.elements[node].children);
        let node = |child| match child {
            Child::Content(content) => Node::Leaf(content),
            Child::Element(id) => {
                let kind = kind(&self.elements[id].role);
                Node::Group(TagGroup::with_children(kind, self.children(id)))
            }
        };
        children.into_iter().map(node).collect()
    }
}

/// The kind of structure that a role is in a file.
fn kind(role: &Role) -> TagKind {
    match role {
        Role::Document | Role::Part => Tag::Section.into(),
        Role::Heading(level, title) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List(true) => Tag::L(ListNumbering::Decimal).into(),
        Role::List(false) => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Quote => Tag::BlockQuote.into(),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Link(_) => Tag::Link.into(),
    }
}
