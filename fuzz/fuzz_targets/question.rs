//! Runs the target `question` of `qaida::fuzzing`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qaida::fuzzing::question(bytes));
