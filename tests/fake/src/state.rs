//! The database of the fake.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::models::{self, MODELS, Model, Sort, Target};
use super::outside::Outside;

/// An object that can be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Object {
    pub(crate) model: &'static Model,
    pub(crate) pk: String,
    /// What the database holds, secrets included.
    pub(crate) fields: Map<String, Value>,
}

impl Object {
    pub(crate) fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn is_on(&self, field: &str) -> bool {
        self.fields.get(field) == Some(&Value::Bool(true))
    }

    /// Returns the keys in a list of related objects.
    pub(crate) fn list(&self, field: &str) -> Vec<&str> {
        self.fields
            .get(field)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

/// An entry of a blueprint as the serializer gets it: its tags resolved, its identifiers among its attributes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Imported {
    pub(crate) model: &'static Model,
    /// Whether it changes an object, for which only what changes has to be given.
    pub(crate) is_partial: bool,
    pub(crate) data: Map<String, Value>,
}

/// Everything that the server holds.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) objects: Vec<Object>,
    /// Flows, other stages, bindings, groups and certificates as the API shows them; only flows can be deleted.
    pub(crate) flows: Vec<Value>,
    pub(crate) stages: Vec<Value>,
    pub(crate) bindings: Vec<Value>,
    pub(crate) groups: Vec<Value>,
    pub(crate) certificates: Vec<Value>,
    /// Blueprint instances as the API shows them.
    pub(crate) instances: Vec<Value>,
    pub(crate) version: String,
    pub(crate) outside: Outside,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) files: BTreeMap<String, String>,
    /// Users, and connections of users and groups with sources, as the API shows them; they cannot be written.
    pub(crate) users: Vec<Value>,
    pub(crate) user_connections: Vec<Value>,
    pub(crate) group_connections: Vec<Value>,
    /// Whether there is an enterprise licence.
    pub(crate) is_licensed: bool,
    /// What imports wrote or tried to, since the requests were forgotten.
    pub(crate) imported: Vec<Imported>,
    n_made: u64,
}

/// What a fresh server has, as recorded.
pub(crate) fn seed() -> &'static Value {
    static SEED: LazyLock<Value> =
        LazyLock::new(|| serde_json::from_str(include_str!("seed.json")).unwrap_or_default());
    &SEED
}

impl State {
    /// Returns what a fresh server has.
    pub(crate) fn fresh() -> State {
        static FRESH: LazyLock<State> = LazyLock::new(State::seeded);
        FRESH.clone()
    }

    fn seeded() -> State {
        let seed = seed();
        let list = |key: &str| seed[key].as_array().cloned().unwrap_or_default();
        let version = seed["version"]["version_current"].as_str().unwrap_or_default().to_owned();
        let mut objects = Vec::new();
        let mut take = |model: &'static Model, shown: &Value| {
            let mut fields = model.defaults(&version);
            let kept = |name: &str| name == "managed" || model.field(&version, name).is_some();
            for (name, value) in shown.as_object().into_iter().flatten() {
                if kept(name) || model == &models::BASE_SOURCE {
                    fields.insert(name.clone(), value.clone());
                }
            }
            objects.push(Object { model, pk: shown["pk"].as_str().unwrap_or_default().to_owned(), fields });
        };
        take(&models::BASE_SOURCE, &seed["builtin_source"]);
        if let Some(model) = models::find(Sort::Stage, "identification") {
            take(model, &seed["identification_stage"]);
        }
        for mapping in list("mappings") {
            if let Some(model) = MODELS.iter().find(|model| mapping["model"] == model.label()) {
                take(model, &mapping);
            }
        }
        State {
            objects,
            flows: list("flows"),
            stages: list("stages"),
            bindings: list("bindings"),
            groups: list("groups"),
            certificates: list("certificates"),
            instances: Vec::new(),
            version,
            outside: Outside::default(),
            environment: BTreeMap::new(),
            files: BTreeMap::new(),
            users: Vec::new(),
            user_connections: Vec::new(),
            group_connections: Vec::new(),
            is_licensed: false,
            imported: Vec::new(),
            n_made: 0,
        }
    }

    /// Returns a new key. Keys are the same in each run.
    pub(crate) fn new_pk(&mut self) -> String {
        self.n_made += 1;
        // The finaliser of splitmix64, so that keys differ from their first digit on, as real ones do.
        let mix = |seed: u64| {
            let mut mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        };
        let (high, low) = (mix(self.n_made), mix(self.n_made + (1 << 32)));
        format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xFFFF,
            high & 0xFFF,
            low >> 52,
            low & 0xFFFF_FFFF_FFFF
        )
    }

    pub(crate) fn of(&self, sort: Sort) -> impl Iterator<Item = &Object> {
        self.objects.iter().filter(move |object| object.model.sort == sort)
    }

    pub(crate) fn by_pk(&self, pk: &str) -> Option<&Object> {
        self.objects.iter().find(|object| object.pk == pk)
    }

    pub(crate) fn by_pk_mut(&mut self, pk: &str) -> Option<&mut Object> {
        self.objects.iter_mut().find(|object| object.pk == pk)
    }

    pub(crate) fn flow(&self, pk: &str) -> Option<&Value> {
        self.flows.iter().find(|flow| flow["pk"] == pk)
    }

    /// Returns whether there is an object of the kind that a related field names.
    pub(crate) fn has(&self, target: Target, pk: &str) -> bool {
        let among = |list: &[Value]| list.iter().any(|item| item["pk"] == pk);
        let is_of = |sort: Sort| self.of(sort).any(|object| object.pk == pk);
        match target {
            Target::Flow => among(&self.flows),
            Target::Mapping => is_of(Sort::Mapping),
            Target::Source => is_of(Sort::Source),
            Target::Stage => among(&self.stages) || is_of(Sort::Stage),
            Target::Certificate => among(&self.certificates),
            Target::Group => among(&self.groups),
        }
    }

    /// Deletes an object and takes it out of every list.
    pub(crate) fn delete(&mut self, pk: &str) {
        self.objects.retain(|object| object.pk != pk);
        for object in &mut self.objects {
            for value in object.fields.values_mut() {
                if let Value::Array(items) = value {
                    items.retain(|item| item != pk);
                }
            }
        }
    }

    /// Deletes a flow. Sources lose it; those that cannot be without it go with it (`on_delete` of authentik's models).
    pub(crate) fn delete_flow(&mut self, pk: &str) {
        self.flows.retain(|flow| flow["pk"] != pk);
        self.bindings.retain(|binding| binding["target"] != pk);
        let gone: Vec<String> = self
            .objects
            .iter()
            .filter(|object| object.text("pre_authentication_flow") == pk)
            .map(|object| object.pk.clone())
            .collect();
        gone.iter().for_each(|gone| self.delete(gone));
        for object in &mut self.objects {
            for (name, value) in &mut object.fields {
                if name.ends_with("_flow") && value == pk {
                    *value = Value::Null;
                }
            }
        }
    }

    /// Returns all objects, secrets included, sorted by slug or name, so that two states can be compared.
    pub(crate) fn dump(&self) -> Value {
        let mut dump = Map::new();
        for sort in [Sort::Source, Sort::Mapping, Sort::Stage] {
            for object in self.of(sort) {
                let list = dump.entry(object.model.label()).or_insert_with(|| json!([]));
                let mut shown = object.fields.clone();
                shown.insert("pk".to_owned(), json!(object.pk));
                shown.sort_keys();
                if let Value::Array(items) = list {
                    items.push(Value::Object(shown));
                }
            }
        }
        dump.insert("authentik_flows.flow".to_owned(), Value::Array(self.flows.clone()));
        for list in dump.values_mut() {
            if let Value::Array(items) = list {
                let key = |item: &Value| {
                    let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
                    (text("slug"), text("name"), text("pk"))
                };
                items.sort_by_key(key);
            }
        }
        dump.sort_keys();
        Value::Object(dump)
    }
}
