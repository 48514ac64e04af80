//! The rules by their letters, authentik's WeChat table, all modes, many people, and what is always true.
#![cfg(test)]

mod a_b_c_before_the_action;
mod all_modes;
mod always;
mod d_action;
mod e_outcome;
mod f_user_fields;
mod f_user_write;
mod g_groups;
mod identity;
mod identity_always;
mod people;
mod support;
mod wechat_table;
