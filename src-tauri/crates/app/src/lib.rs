//! Use cases over a Host: what the window and the command line share.
