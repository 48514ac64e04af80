//! All matching modes for one visit.

use serde::Serialize;

use crate::{Directory, GroupMatchingMode, Prediction, Source, UserMatchingMode, Visit, predict};

/// What one pair of modes would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModePrediction {
    /// How people are matched.
    pub user_matching_mode: UserMatchingMode,
    /// How groups are matched.
    pub group_matching_mode: GroupMatchingMode,
    /// Whether these are the source's own modes.
    pub is_current: bool,
    /// What authentik would do.
    pub prediction: Prediction,
}

/// What each of the five user matching modes would do with each of the three group matching modes, in the order of
/// authentik's form. Nothing else of the source is changed.
pub fn predict_all_modes(source: &Source, visit: &Visit, directory: &Directory) -> Vec<ModePrediction> {
    let mut all = Vec::with_capacity(UserMatchingMode::ALL.len() * GroupMatchingMode::ALL.len());
    let mut changed = source.clone();
    for user_matching_mode in UserMatchingMode::ALL {
        for group_matching_mode in GroupMatchingMode::ALL {
            changed.user_matching_mode = user_matching_mode;
            changed.group_matching_mode = group_matching_mode;
            all.push(ModePrediction {
                user_matching_mode,
                group_matching_mode,
                is_current: changed == *source,
                prediction: predict(&changed, visit, directory),
            });
        }
    }
    all
}
