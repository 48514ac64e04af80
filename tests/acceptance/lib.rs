//! Acceptance tests of Source Desk: the product from outside, one file a subject.
