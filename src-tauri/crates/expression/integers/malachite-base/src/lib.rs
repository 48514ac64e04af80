//! The three names of `malachite-base` that RustPython uses, and nothing else of it.

/// Numbers.
pub mod num {
    /// The basic types of numbers.
    pub mod basic {
        /// Floating point numbers.
        pub mod floats {
            /// A floating point number of the language itself.
            pub trait PrimitiveFloat: Copy {
                /// Whether it is -0.0.
                fn is_negative_zero(self) -> bool;
            }

            impl PrimitiveFloat for f64 {
                fn is_negative_zero(self) -> bool {
                    self == 0.0 && self.is_sign_negative()
                }
            }
        }
    }
    /// How a number of one type becomes one of another.
    pub mod conversion {
        /// The traits of it.
        pub mod traits {
            use crate::rounding_modes::RoundingMode;

            /// A conversion that says which way it rounded.
            pub trait RoundingInto<T> {
                /// Returns the nearest value of the other type, and how it compares with the exact one.
                fn rounding_into(self, mode: RoundingMode) -> (T, core::cmp::Ordering);
            }
        }
    }
}

/// Which way to round.
pub mod rounding_modes {
    /// Which way to round: RustPython asks for one only.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum RoundingMode {
        /// To the nearest, and of two that are equally near to the even one, as IEEE 754 does.
        Nearest,
    }
}
