//! Many predictions at once: all modes for one person, and one source for many people.

mod modes;
mod people;

pub use modes::{ModePrediction, predict_all_modes};
pub use people::{MOST_TWINS, PersonRow, Report, Twin, TwinBy, Verdict, predict_people};
