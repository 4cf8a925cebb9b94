//! qaida.
