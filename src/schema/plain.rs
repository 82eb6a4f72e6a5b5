//! Reads plain TOML, the kind that the program itself writes, straight into a struct; anything else
//! is left to the toml crate.
//!
//! A report reads every record of a store, and building a tree of each text is where its time
//! would go. This reader takes a text only where it is sure of it: one-line strings without
//! escapes, whole numbers, flags, days, times, lists, inline tables of known fields, comments. At
//! anything beyond (headers, dotted or quoted keys, escapes, unknown keys, a value of another
//! type) it gives up, and whoever asked turns to the toml crate, whose word is the last.

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::value::TOML_DATETIME;

use super::scan::{Scan, Sure, Unsure, is_moment};

/// Reads a text into a struct, or gives up.
pub(crate) fn read_plain<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(Document(Scan::of(text, 0))).ok()
}

/// The whole text: a struct whose fields stand a line each.
struct Document<'de>(Scan<'de>);

impl<'de> de::Deserializer<'de> for Document<'de> {
    type Error = Unsure;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Sure<V::Value> {
        Err(Unsure)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Sure<V::Value> {
        visitor.visit_map(Lines(self.0))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Lines<'de>(Scan<'de>);

impl<'de> MapAccess<'de> for Lines<'de> {
    type Error = Unsure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Sure<Option<K::Value>> {
        self.0.skip_lines()?;
        if self.0.peek().is_none() {
            return Ok(None);
        }
        let key = self.0.key()?;
        seed.deserialize(BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Sure<V::Value> {
        let value = seed.deserialize(&mut self.0)?;
        self.0.skip_line()?;
        Ok(value)
    }
}

/// A value. Lists and tables are read only as what a struct says they are, so that a key that
/// stands twice, which structs refuse and maps do not, never passes.
impl<'de> de::Deserializer<'de> for &mut Scan<'de> {
    type Error = Unsure;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Sure<V::Value> {
        match self.peek() {
            Some(b'"') => visitor.visit_borrowed_str(self.string()?),
            Some(b'-' | b'0'..=b'9') => visitor.visit_i64(self.number()?),
            Some(b't' | b'f') => match self.word()? {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                _ => Err(Unsure),
            },
            _ => Err(Unsure),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Sure<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Sure<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Sure<V::Value> {
        self.take(b'[')?;
        let value = visitor.visit_seq(Items {
            reader: self,
            first: true,
        })?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Sure<V::Value> {
        if name == TOML_DATETIME {
            let text = self.word()?;
            return if is_moment(text) {
                visitor.visit_map(Moment(text))
            } else {
                Err(Unsure)
            };
        }
        self.take(b'{')?;
        visitor.visit_map(Pairs {
            reader: self,
            first: true,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Sure<V::Value> {
        let word: StrDeserializer<'_, Unsure> = self.string()?.into_deserializer();
        visitor.visit_enum(word)
    }

    /// The value of an unknown key: whether it is one, and stands once, is for the toml crate to say.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Sure<V::Value> {
        Err(Unsure)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple tuple_struct map identifier
    }
}

/// The items of a list, over as many lines as it has.
struct Items<'a, 'de> {
    reader: &'a mut Scan<'de>,
    first: bool,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Unsure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Sure<Option<T::Value>> {
        self.reader.skip_lines()?;
        if !self.first && self.reader.takes(b',') {
            self.reader.skip_lines()?;
        } else if !self.first {
            return self.reader.take(b']').map(|()| None);
        }
        self.first = false;
        if self.reader.takes(b']') {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// The fields of an inline table, on one line.
struct Pairs<'a, 'de> {
    reader: &'a mut Scan<'de>,
    first: bool,
}

impl<'de> MapAccess<'de> for Pairs<'_, 'de> {
    type Error = Unsure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Sure<Option<K::Value>> {
        self.reader.skip_spaces();
        if self.reader.takes(b'}') {
            return Ok(None);
        }
        if !self.first {
            self.reader.take(b',')?;
            self.reader.skip_spaces();
        }
        self.first = false;
        let key = self.reader.key()?;
        seed.deserialize(BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Sure<V::Value> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A day or a time, handed on as the toml crate does: a map of one key, its text the value.
struct Moment<'de>(&'de str);

impl<'de> MapAccess<'de> for Moment<'de> {
    type Error = Unsure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Sure<Option<K::Value>> {
        seed.deserialize(BorrowedStrDeserializer::new(TOML_DATETIME))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Sure<V::Value> {
        seed.deserialize(BorrowedStrDeserializer::new(self.0))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::value::{Clock, Day};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Thing {
        name: Option<String>,
        count: Option<i64>,
        flag: Option<bool>,
        on: Option<Day>,
        from: Option<Clock>,
        #[serde(default)]
        list: Vec<String>,
        #[serde(default)]
        inner: Vec<Self>,
        #[serde(default)]
        table: toml::Table,
    }

    #[test]
    fn what_the_program_writes_is_read() {
        for text in [
            "",
            "name = \"José 李\"",
            "name=\"\"\r\ncount = -7 # so many\r\n",
            "# a remark\n\n  count = 0\nflag = true\n",
            "on = 2026-10-06\nfrom = 15:00:00\n",
            "list = [\"a\", \"b\"]\n",
            "list = [\n  \"a\", # one\n\n  \"b\",\n]\n",
            "inner = [\n  { on = 2026-10-06, count = 3 },\n  {},\n  {name = \"x\"} ]",
        ] {
            let read = read_plain::<Thing>(text);
            assert!(read.is_some(), "{text:?}");
            assert_eq!(read, toml::from_str(text).ok(), "{text:?}");
        }
    }

    #[test]
    fn it_gives_up_where_it_is_not_sure() {
        for text in [
            "[table]\na = 1\n",
            "table = { a = 1, a = 2 }",
            "\"name\" = \"a\"",
            "inner.name = \"a\"",
            "name = 'a'",
            "name = \"a\\n\"",
            "name = \"\"\"a\"\"\"",
            "name = \"a\tb\u{1}\"",
            "name = \"a\u{7f}\"",
            "name = \"a",
            "name = \"a\" \"b\"",
            "name = \"a\" count = 1",
            "name = \"a\"\rcount = 1",
            "name = 1",
            "count = 01",
            "count = +1",
            "count = 1_000",
            "count = 1.0",
            "count = 0x1",
            "count = 99999999999999999999",
            "count = -",
            "count =",
            "count",
            "= 1",
            "count = 1\ncount = 2",
            "unknown = 1",
            "on = 2026-02-30",
            "on = 2026-10-06T15:00:00",
            "on = 2026-10-06 15:00:00",
            "on = \"2026-10-06\"",
            "from = 15:00:30",
            "from = 24:00:00",
            "list = [\"a\" \"b\"]",
            "list = [,]",
            "list = [\"a\",,]",
            "list = [\"a\"",
            "inner = [{ count = 1, }]",
            "inner = [{ count = 1 count = 2 }]",
            "inner = [{ count = 1,\n name = \"a\" }]",
            "inner = [{ count = 1",
            "# a\u{1}",
            "flag = yes",
            "flag = truely",
        ] {
            assert_eq!(read_plain::<Thing>(text), None, "{text:?}");
        }
    }
}
