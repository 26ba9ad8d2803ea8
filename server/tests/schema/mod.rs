//! JSON Schema as far as our OpenAPI document uses it. A keyword that is not known here is a fault:
//! nothing that the document says goes unchecked.
#![allow(dead_code, clippy::unwrap_used)]

use serde_json::Value;

/// The schemas of a document.
pub(crate) struct Schemas<'a> {
    document: &'a Value,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(document: &'a Value) -> Self {
        Self { document }
    }

    /// Where `value` is not what `schema` says.
    pub(crate) fn faults(&self, schema: &Value, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(schema, value, "", &mut faults);
        faults
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        for (keyword, said) in schema.as_object().unwrap() {
            let holds = match keyword.as_str() {
                "description" | "default" => true,
                "$ref" => {
                    let path = said.as_str().unwrap().strip_prefix('#').unwrap();
                    self.check(self.document.pointer(path).unwrap(), value, at, faults);
                    true
                }
                "type" => types(said).iter().any(|name| is(value, name)),
                "enum" => said.as_array().unwrap().contains(value),
                "const" => said == value,
                "minimum" => value.as_f64().is_none_or(|n| n >= said.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|n| n <= said.as_f64().unwrap()),
                "minItems" => length(value).is_none_or(|n| n >= said.as_u64().unwrap()),
                "maxItems" => length(value).is_none_or(|n| n <= said.as_u64().unwrap()),
                "maxLength" => {
                    let count = value.as_str().map(|text| text.chars().count() as u64);
                    count.is_none_or(|n| n <= said.as_u64().unwrap())
                }
                "pattern" => {
                    // Only the beginning is ever asked for.
                    let start = said.as_str().unwrap().strip_prefix('^').unwrap();
                    assert!(start.chars().all(|c| !"\\.*+?()[]{}|$".contains(c)));
                    value.as_str().is_none_or(|text| text.starts_with(start))
                }
                "required" => {
                    let names = said.as_array().unwrap().iter();
                    let mut names = names.map(|name| name.as_str().unwrap());
                    value
                        .as_object()
                        .is_none_or(|object| names.all(|name| object.contains_key(name)))
                }
                "properties" => {
                    for (name, inner) in said.as_object().unwrap() {
                        if let Some(value) = value.get(name) {
                            self.check(inner, value, &format!("{at}/{name}"), faults);
                        }
                    }
                    true
                }
                "items" => {
                    for (i, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(said, value, &format!("{at}/{i}"), faults);
                    }
                    true
                }
                "prefixItems" => {
                    let values = value.as_array().into_iter().flatten();
                    for (i, (inner, value)) in
                        said.as_array().unwrap().iter().zip(values).enumerate()
                    {
                        self.check(inner, value, &format!("{at}/{i}"), faults);
                    }
                    true
                }
                _ => false,
            };
            if !holds {
                faults.push(format!("{at}: {value} is not {keyword} {said}"));
            }
        }
    }
}

/// One name, or several.
fn types(said: &Value) -> Vec<&str> {
    match said {
        Value::Array(names) => names.iter().map(|name| name.as_str().unwrap()).collect(),
        name => vec![name.as_str().unwrap()],
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}

#[test]
fn what_does_not_fit_is_found() {
    let document = serde_json::json!({ "a": { "type": "string", "maxLength": 2 } });
    let schemas = Schemas::new(&document);
    let schema = serde_json::json!({
        "type": "object", "required": ["n"],
        "properties": { "n": { "type": "integer", "minimum": 1 },
                        "s": { "type": "array", "items": { "$ref": "#/a" } } }
    });
    let faults = |value| schemas.faults(&schema, &value).len();
    assert_eq!(faults(serde_json::json!({ "n": 1, "s": ["ab"] })), 0);
    assert_eq!(faults(serde_json::json!({ "n": 0, "s": ["abc", 1] })), 3);
    assert_eq!(faults(serde_json::json!({})), 1);
    assert_eq!(
        schemas
            .faults(&serde_json::json!({ "oneOf": [] }), &document)
            .len(),
        1
    );
}
