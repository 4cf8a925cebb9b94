//! The command line by its contract: `ask`, its JSON lines, and how errors are told.

use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::{Value, json};

use crate::process::{binary, fresh_folder};

/// Runs qaida with these arguments and this standard input.
pub fn qaida(arguments: &[&str], input: &str) -> Output {
    qaida_with_bytes(arguments, input.as_bytes())
}

fn qaida_with_bytes(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = binary()
        .args(arguments)
        .env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("qaida starts");
    child.stdin.take().expect("its input").write_all(input).expect("written");
    child.wait_with_output().expect("an end")
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn each_question_names_the_right_department_in_its_language() {
    let cases = [
        ("Кто теперь занимается озеленением?", "Управление реновации городской среды"),
        ("Мәдениет үйіне кім жауап береді?", "Қоғамдық даму басқармасы"),
        ("kim zhauap beredi sportqa", "Қоғамдық даму басқармасы"),
        ("Who handles digital services now?", "Department of Digitalization and Public Services"),
    ];
    for (question, department) in cases {
        let output = qaida(&["ask", question], "");
        assert!(output.status.success());
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains(department), "{question}: {said}");
    }
    let passport = qaida(&["ask", "Где получить паспорт?"], "");
    assert!(!String::from_utf8_lossy(&passport.stdout).contains("Управление"), "declined without naming a department");
}

#[test]
fn json_lines_have_what_the_contract_names() {
    let input = r#"{"q": "Who plants trees in the parks?", "lang": "en", "other": 1}
not json
{"q": "Где получить паспорт?"}
{"q": "Рахмет!"}
"#;
    let output = qaida(&["ask", "--json"], input);
    assert_eq!(output.status.code(), Some(1), "a bad line is told at the end");
    let lines = lines(&output);
    assert_eq!(lines.len(), 4);
    let tree = &lines[0];
    assert_eq!(tree["q"], "Who plants trees in the parks?");
    assert_eq!(tree["outcome"], "answer");
    assert_eq!(tree["id"], "greening");
    assert_eq!(tree["department"], "urban-renovation");
    assert_eq!(tree["matter"], Value::Null);
    assert_eq!(tree["lang"], "en");
    assert!(tree["confidence"].as_f64().is_some_and(|sure| (0.0..=1.0).contains(&sure)));
    assert!(tree["candidates"].as_array().is_some_and(|all| all.len() >= 3));
    assert!(tree["also_asked"].is_array());
    assert!(tree["text"].as_str().is_some_and(|text| text.contains("Department of Urban Environment Renovation")));
    assert!(lines[1]["error"].is_string());
    assert_eq!(lines[2]["outcome"], "decline");
    assert_eq!(lines[2]["id"], Value::Null);
    assert_eq!(lines[2]["matter"], "identity-documents");
    assert_eq!(lines[3]["outcome"], "smalltalk");
    assert_eq!(lines[3]["id"], "smalltalk");
    assert_eq!(lines[3]["lang"], "kk");
}

#[test]
fn eval_counts_as_the_scheme_says() {
    let labelled = [
        json!({"q": "Who plants trees in the parks?", "lang": "en", "style": "plain", "id": "greening",
               "also": [], "department": "urban-renovation"}),
        json!({"q": "Где получить паспорт?", "lang": "ru", "style": "plain", "id": "none", "also": [],
               "department": null}),
    ];
    let path = crate::process::fresh_folder("eval").join("labelled.jsonl");
    std::fs::write(&path, labelled.map(|line| line.to_string()).join("\n")).unwrap();
    let output = qaida(&["eval", "--json", path.to_str().unwrap()], "");
    assert!(output.status.success());
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(scores["all"]["n"], 2);
    assert_eq!(scores["all"]["right"], 100.0);
    assert_eq!(scores["all"]["oos"], 100.0);
    assert_eq!(scores["lang"]["en"]["hit"], 100.0);
}

#[test]
fn wrong_use_is_told_in_one_sentence() {
    let token = qaida(&["serve", "--token", "nonsense"], "");
    assert_eq!(token.status.code(), Some(2));
    let said = String::from_utf8_lossy(&token.stderr);
    assert!(said.starts_with("error: "), "{said}");
    assert!(!said.contains("nonsense"), "what may be a secret is not repeated: {said}");
    let pack = qaida(&["pack", "check", "/no/such/folder"], "");
    assert_eq!(pack.status.code().map(|code| code > 0), Some(true));
}

#[test]
fn the_shipped_pack_is_in_order() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/astana-2019");
    let output = qaida(&["pack", "check", folder], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn an_index_is_trained_for_the_server_that_asks_for_it() {
    let folder = fresh_folder("trained");
    let file = folder.join("here.index");
    let label =
        |id: &str| search::Label { id: id.to_owned(), group: None, scope: search::Scope::Inside, urgent: false };
    let sample = |label, text: &str| search::Sample {
        label,
        lang: search::Lang::En,
        text: text.to_owned(),
        origin: search::Origin::Example,
    };
    let labels = vec![label("greening"), label("sport")];
    let samples = vec![sample(0, "who plants the trees"), sample(1, "where is the stadium")];
    let corpus = search::Corpus { labels, samples };

    let cut = qaida_with_bytes(&["train-index", &file.to_string_lossy()], &corpus.to_bytes()[..20]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(!file.exists());
    let whole = qaida_with_bytes(&["train-index", &file.to_string_lossy()], &corpus.to_bytes());
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
    let trained = search::Index::train(&corpus).to_bytes();
    assert!(std::fs::read(&file).expect("an index") == trained);
    std::fs::remove_dir_all(folder).expect("removed");
}
