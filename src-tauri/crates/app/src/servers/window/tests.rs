//! What the window gets of a plan.
