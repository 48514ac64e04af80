//! The AADSTS numbers that administrators of Microsoft Entra ID meet.

use super::evidence::MICROSOFT;
use super::uncertain;
use crate::decode::{Explanation, Family};

pub(super) const PART: &[Explanation] = &[
    uncertain(Family::Microsoft, "AADSTS50011", "explain-aadsts50011", MICROSOFT, &["aadsts50011"]),
    uncertain(Family::Microsoft, "AADSTS500113", "explain-aadsts500113", MICROSOFT, &["aadsts500113"]),
    uncertain(Family::Microsoft, "AADSTS700016", "explain-aadsts700016", MICROSOFT, &["aadsts700016"]),
    uncertain(Family::Microsoft, "AADSTS7000215", "explain-aadsts7000215", MICROSOFT, &["aadsts7000215"]),
    uncertain(Family::Microsoft, "AADSTS7000222", "explain-aadsts7000222", MICROSOFT, &["aadsts7000222"]),
    uncertain(Family::Microsoft, "AADSTS7000218", "explain-aadsts7000218", MICROSOFT, &["aadsts7000218"]),
    uncertain(Family::Microsoft, "AADSTS65001", "explain-aadsts65001", MICROSOFT, &["aadsts65001"]),
    uncertain(Family::Microsoft, "AADSTS65004", "explain-aadsts65004", MICROSOFT, &["aadsts65004"]),
    uncertain(Family::Microsoft, "AADSTS90094", "explain-aadsts90094", MICROSOFT, &["aadsts90094"]),
    uncertain(Family::Microsoft, "AADSTS90002", "explain-aadsts90002", MICROSOFT, &["aadsts90002"]),
    uncertain(Family::Microsoft, "AADSTS9002313", "explain-aadsts9002313", MICROSOFT, &["aadsts9002313"]),
    uncertain(Family::Microsoft, "AADSTS9002325", "explain-aadsts9002325", MICROSOFT, &["aadsts9002325"]),
    uncertain(Family::Microsoft, "AADSTS50105", "explain-aadsts50105", MICROSOFT, &["aadsts50105"]),
    uncertain(Family::Microsoft, "AADSTS50020", "explain-aadsts50020", MICROSOFT, &["aadsts50020"]),
    uncertain(Family::Microsoft, "AADSTS50194", "explain-aadsts50194", MICROSOFT, &["aadsts50194"]),
    uncertain(Family::Microsoft, "AADSTS53003", "explain-aadsts53003", MICROSOFT, &["aadsts53003"]),
    uncertain(Family::Microsoft, "AADSTS50076", "explain-aadsts50076", MICROSOFT, &["aadsts50076"]),
    uncertain(Family::Microsoft, "AADSTS70008", "explain-aadsts70008", MICROSOFT, &["aadsts70008"]),
    uncertain(Family::Microsoft, "AADSTS54005", "explain-aadsts54005", MICROSOFT, &["aadsts54005"]),
    uncertain(Family::Microsoft, "AADSTS70011", "explain-aadsts70011", MICROSOFT, &["aadsts70011"]),
    uncertain(Family::Microsoft, "aadsts-unknown", "explain-aadsts-unknown", MICROSOFT, &["aadsts"]).broad(),
];
