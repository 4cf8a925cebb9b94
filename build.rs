//! Tells cargo that the knowledge compiled into the program has changed when a file is added or removed.

fn main() {
    println!("cargo::rerun-if-changed=knowledge");
}
