/** The one door to the Rust side. Nothing else in the UI knows that it is Tauri. */
export { invoke } from "@tauri-apps/api/core";
