//! A pack that is broken: told at the start and by `pack import`, and what is in force stays in force.

use std::path::{Path, PathBuf};

use super::{QUESTION, Scene, is_answered};
use crate::databases::fresh_sqlite;
use crate::process::{binary, fresh_folder};
use crate::world::Way;

/// A copy of the shipped pack.
fn copy() -> PathBuf {
    let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/astana-2019"), fresh_folder("pack"));
    for path in [from.clone()].into_iter().chain(std::fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path())) {
        for file in std::fs::read_dir(&path).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if file.is_file() {
                let target = to.join(file.strip_prefix(&from).unwrap());
                std::fs::create_dir_all(target.parent().unwrap()).unwrap();
                std::fs::copy(&file, target).unwrap();
            }
        }
    }
    to
}

/// What may be wrong with a pack, and what is said about it.
fn broken() -> Vec<(PathBuf, i32, &'static str)> {
    let harmed = |harm: &dyn Fn(&Path)| {
        let pack = copy();
        harm(&pack);
        pack
    };
    let write =
        |path: &'static str, bytes: &'static [u8]| harmed(&move |pack| std::fs::write(pack.join(path), bytes).unwrap());
    vec![
        (fresh_folder("pack").join("nowhere"), 2, "has no pack.toml; name the folder of a pack"),
        (harmed(&|pack| std::fs::remove_file(pack.join("pack.toml")).unwrap()), 2, "has no pack.toml"),
        (write("topics/bad.toml", b"source = \"unclosed"), 1, "topics/bad.toml:1: "),
        (write("topics/bad.toml", b"name = \"\xcf\xf0\xe8\xe2\xe5\xf2\""), 1, "topics/bad.toml is not UTF-8"),
        (write("facts/bad.toml", b"source = \"nobody\"\n"), 1, "facts/bad.toml:1: "),
        (harmed(&|pack| std::fs::create_dir(pack.join("topics/bad.toml")).unwrap()), 1, "cannot read "),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_by_file_and_line_and_the_old_knowledge_stays() {
    let scene = Scene::new(fresh_sqlite(), Way::Webhook).await;
    let running = scene.start().await;
    let generation = running.app.live.snapshot().generation;
    for (pack, code, wanted) in broken() {
        for command in [&["pack", "import"][..], &["serve"]] {
            let other = fresh_sqlite();
            let database = if command[0] == "serve" { &other.url } else { &scene.database.url };
            let mut command_line = binary();
            command_line.args(command).env("QAIDA_PACK", &pack).env("QAIDA_DATABASE_URL", database);
            command_line.env("QAIDA_TOKEN", scene.sandbox.token()).env("QAIDA_API_URL", scene.sandbox.api_url());
            command_line.env("QAIDA_LISTEN", "127.0.0.1:0");
            let output = tokio::task::spawn_blocking(move || command_line.output()).await.unwrap().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(code), "{command:?} {wanted}: {said}");
            assert!(said.contains("error: ") && said.contains(wanted), "{command:?}: {said}");
        }
    }
    let person = scene.resident("A");
    person.says(QUESTION).await;
    is_answered(&person).await;
    assert_eq!(running.app.live.snapshot().generation, generation);
    running.stop().await;
}
