//! The interpreter's whole numbers are ours.

#[test]
fn no_malachite_of_the_registry_is_built_whose_licence_is_the_lgpl() {
    let lock =
        std::fs::read_to_string(format!("{}/../../../Cargo.lock", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let packages: Vec<&str> =
        lock.split("[[package]]").filter(|package| package.contains("name = \"malachite-")).collect();
    assert_eq!(packages.len(), 3, "{packages:#?}");
    for package in packages {
        assert!(!package.contains("source = "), "{package}");
    }
}
