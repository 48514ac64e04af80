//! Why a text is no metadata.

/// Why a text is no metadata. It never holds a piece of the text itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    /// The text, or the number of elements or providers in it, is larger than will be read.
    #[error("larger than {limit}")]
    TooLarge {
        /// The limit: bytes, elements, or providers.
        limit: usize,
    },
    /// Elements are nested deeper than will be read.
    #[error("nested deeper than {limit}")]
    TooDeep {
        /// The limit, in levels.
        limit: usize,
    },
    /// The text is neither well-formed JSON nor well-formed XML, as its first character promised.
    #[error("not well-formed at line {line}, column {column}")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1; for JSON in bytes.
        column: usize,
    },
    /// The XML has a document type declaration, which could define entities.
    #[error("a document type declaration")]
    DocumentType,
    /// The text is well-formed, but no metadata.
    #[error("not metadata: {why}")]
    NotMetadata {
        /// What is amiss.
        why: NotMetadata,
    },
}

/// What a well-formed text lacks to be metadata.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMetadata {
    /// It begins with neither `{` nor `<`.
    #[error("neither JSON nor XML")]
    NeitherSort,
    /// A discovery document must have this field, and it must be a text.
    #[error("no {field}")]
    Field {
        /// `issuer` or `authorization_endpoint`.
        field: &'static str,
    },
    /// The XML's root is neither an `EntityDescriptor` nor an `EntitiesDescriptor`.
    #[error("no EntityDescriptor")]
    NoEntity,
    /// No entity in it is an identity provider: it may be the metadata of a service provider, as authentik's own is.
    #[error("no IDPSSODescriptor")]
    NoIdentityProvider,
}
