//! A Bot API on this machine.
