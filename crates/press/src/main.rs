//! `newsstand`, the press: see `newsstand --help`.

mod cli;
mod commands;

fn main() -> std::process::ExitCode {
    cli::main()
}
