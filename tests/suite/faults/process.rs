//! The process itself: signals, closed outputs, too few file descriptors.

use std::process::{Command, ExitStatus, Stdio};

use sandbox::Fault;

use super::{QUESTION, Scene, answers, eventually, is_answered};
use crate::databases::fresh_sqlite;
use crate::process::Process;
use crate::world::Way;

async fn ended(process: Process) -> ExitStatus {
    tokio::task::spawn_blocking(move || process.wait()).await.expect("joined")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_signal_stops_it_in_order() {
    for signal in ["-TERM", "-INT", "-HUP"].into_iter().filter(|signal| *signal != "-HUP" || !hangups_are_ignored()) {
        let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
        let launch = scene.launch("signal");
        let process = launch.start();
        scene.sandbox.connected().await.unwrap();
        process.signal(signal);
        assert_eq!(ended(process).await.code(), Some(0), "{signal}");
        let log = std::fs::read_to_string(launch.log()).unwrap();
        assert!(log.trim_end().ends_with("stopped"), "{signal}: {log}");
    }
}

/// Whether the tests run under `nohup`, which the program they start heeds: nobody could hang it up.
fn hangups_are_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_while_it_waits_for_telegram_ends_it_too() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    scene.sandbox.fail_times("getMe", None, 1_000_000, Fault::ServerError);
    let process = scene.launch("waiting").start();
    scene.sandbox.called(|call| call.method.eq_ignore_ascii_case("getMe")).await.unwrap();
    process.signal("-TERM");
    assert_eq!(ended(process).await.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_it_at_once_and_nothing_is_lost() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let launch = scene.launch("twice");
    let process = launch.start();
    scene.sandbox.connected().await.unwrap();
    let person = scene.resident("A");
    scene.sandbox.fail_next("sendMessage", Fault::Delay(std::time::Duration::from_secs(30)));
    person.says(QUESTION).await;
    eventually("the update to be stored", async || scene.figure("qaida_inbox_pending").await == Some(1.0)).await;
    process.signal("-TERM");
    scene.until("/readyz", 0).await;
    process.signal("-TERM");
    let status = ended(process).await;
    assert!(status.code() == Some(130) || status.code() == Some(0), "{status}");
    let process = launch.start();
    is_answered(&person).await;
    assert!(process.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn outputs_that_nobody_reads_do_not_stop_it() {
    for full in [false, true] {
        let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
        let mut command = scene.launch("outputs").command();
        command.env("QAIDA_LOG", "debug");
        if full {
            let disk = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            command.stdout(disk()).stderr(disk());
        } else {
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
        }
        let process = Process::of(&mut command);
        // The other ends of the pipes are closed here.
        let process = process.unheard();
        let person = scene.resident("A");
        person.says(QUESTION).await;
        is_answered(&person).await;
        assert!(process.stop().success());
        assert_eq!(answers(&person.chat()), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_file_descriptors_it_neither_spins_nor_dies() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let process = scene.launch("descriptors").start();
    scene.sandbox.connected().await.unwrap();
    let first = scene.resident("first");
    first.says(QUESTION).await;
    is_answered(&first).await;

    let open = std::fs::read_dir(format!("/proc/{}/fd", process.id())).unwrap().count();
    let limit = |most: usize| {
        let set =
            Command::new("prlimit").args(["--pid", &process.id().to_string(), &format!("--nofile={most}:")]).status();
        assert!(set.unwrap().success());
    };
    limit(open + 2);
    let mut idle = Vec::new();
    for _ in 0..20 {
        idle.extend(tokio::net::TcpStream::connect(scene.address()).await);
    }
    let before = process.cpu_ticks();
    let second = scene.resident("second");
    second.says(QUESTION).await;
    scene.sandbox.until(|| scene.sandbox.pending_updates() > 0).await.unwrap();
    // A loop without a pause would take a whole second of processor for each that passes: here time itself is measured.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert!(process.cpu_ticks() - before < 150, "it spins");
    drop(idle);
    limit(1024);
    is_answered(&second).await;
    assert!(process.stop().success());
}
