//! qaida.
fn main() {}
