//! The program: everything is in the library, so that tests can reach it.

/// Gives memory back after a load, and allocates in less time than the system's does.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    qaida::cli::main()
}
