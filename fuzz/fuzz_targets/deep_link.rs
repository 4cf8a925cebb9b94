//! Runs the target `deep_link` of `qaida::fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaida::fuzzing::deep_link(bytes));
