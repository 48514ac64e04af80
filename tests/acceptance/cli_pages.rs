//! Each page in tests/cli is documentation and a test: the program must answer exactly as the page says.
#![cfg(test)]

use desk_test_support::program;

#[test]
fn every_page_of_the_command_line_is_true() {
    trycmd::TestCases::new()
        .register_bin("source-desk", trycmd::schema::Bin::Path(program("source-desk")))
        .env("SOURCE_DESK_HOME", "./home")
        // A real session bus could start a real keychain, and a page would leave something there.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env("LC_ALL", "C.UTF-8")
        .env("LANG", "C.UTF-8")
        .case("cli/*.md")
        .run();
}
