//! What staff change in the knowledge, in a town whose knowledge is in its database.

use std::sync::Arc;

use sandbox::{BotRole, ChatLine, Group, Member, Person};
use search::Lang;

use super::town::{Someone, Town};
use crate::bot::callbacks;
use crate::desk::Group as Office;
use crate::ids::ChatId;
use crate::knowledge::export::export;
use crate::knowledge::import::import;
use crate::knowledge::pack::{Pack, labelled};
use crate::knowledge::{diff, fixture, stored};
use crate::store::{meta, revision};
use crate::view::{EntryAct, Press};

/// A staff group, and two who are in it.
struct Room<'a> {
    town: &'a Town,
    group: Group,
    aida: Member,
    boris: Member,
}

impl Room<'_> {
    async fn of(town: &Town) -> Room<'_> {
        let person = |name: &str| town.sandbox.person(Person::named(name));
        let (group, owner) = (town.sandbox.group("Staff"), person("Owner"));
        let [aida, boris] = ["Aida", "Boris"].map(|name| group.joins(&person(name)));
        group.joins(&owner);
        group.bot_is(&owner, BotRole::Admin { topics: true, delete: true });
        let office = Office { chat: ChatId(group.id()), lang: Some(Lang::En) };
        town.services.desk.set(office, ChatId(owner.id())).await.unwrap();
        Room { town, group, aida, boris }
    }

    /// The last message of the bot in General, once the bot is done.
    async fn last(&self) -> ChatLine {
        self.town.sandbox.idle().await.unwrap();
        self.group.lines(None).into_iter().rfind(|line| line.from_bot).unwrap()
    }

    /// Writes in General; what the bot says last.
    async fn says(&self, member: &Member, text: &str) -> ChatLine {
        member.says(None, text).await;
        self.last().await
    }

    /// The last message that begins so.
    async fn line(&self, beginning: &str) -> ChatLine {
        let begins = |line: &ChatLine| line.from_bot && line.text.starts_with(beginning);
        self.group.sees(None, |lines| lines.iter().any(begins)).await.unwrap();
        self.town.sandbox.idle().await.unwrap();
        self.group.lines(None).into_iter().rfind(begins).unwrap()
    }

    async fn presses(&self, member: &Member, label: &str) -> Option<String> {
        let pressed = member.presses(None, label).await.unwrap().text;
        self.town.sandbox.idle().await.unwrap();
        pressed
    }
}

async fn stored_text(town: &Town, id: &str, lang: Lang) -> String {
    let stored = stored::load(&town.services.store).await.unwrap();
    stored.knowledge.entry(&id.parse().unwrap()).unwrap().texts.get(lang).body.clone()
}

#[tokio::test]
async fn an_entry_is_found_by_its_name_its_id_and_a_question() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    for query in ["trees", "Trees", "TREES"] {
        let card = room.says(&room.aida, &format!("/kb {query}")).await;
        assert!(card.text.starts_with("Trees\nTopic · trees"), "{query}: {card}");
    }
    let found = room.says(&room.aida, "/kb кто сажает деревья у школы").await;
    assert!(found.button("Trees").is_some(), "{found}");
    assert!(room.says(&room.aida, "/kb").await.text.starts_with("To find an entry, send /kb"));
}

#[tokio::test]
async fn a_text_is_changed_in_both_languages_looked_at_and_taken_back() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    let before = stored_text(&town, "trees", Lang::Ru).await;
    room.says(&room.aida, "/kb trees").await;
    room.presses(&room.aida, "Change the text").await;
    let card = room.line("Draft 1: new text for Trees").await;
    room.aida.replies(card.id, "ru: Деревья сажает управление городской среды.").await;
    let card = room.line("Draft 1").await;
    assert!(card.text.contains("• the Kazakh text: change it too"), "{card}");
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some(&*town.en("toast-missing")));
    room.presses(&room.aida, "The other language needs no change").await;
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some(&*town.en("toast-weigh-first")));
    let impact = room.line("What draft 1 would change").await;
    assert!(impact.text.contains("3 of 3 now, 3 after publishing"), "{impact}");
    assert!(impact.text.contains("1 of these questions would get the answer"), "{impact}");
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some("Published"));
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some(&*town.en("toast-out-of-date")));
    assert_eq!(stored_text(&town, "trees", Lang::Ru).await, "Деревья сажает управление городской среды.");
    let ann = town.person("ru");
    assert!(ann.says("Кто сажает деревья?").await.contains("Деревья сажает управление городской среды."));

    room.says(&room.boris, "/kb trees").await;
    room.presses(&room.boris, "History").await;
    let history = room.line("History of Trees").await;
    assert!(history.text.contains("Version 2"), "{history}");
    assert!(history.text.contains("Text, Русский: "), "{history}");
    assert!(history.entities.iter().any(|entity| entity["type"] == "strikethrough"), "{history}");
    room.presses(&room.boris, "Restore version 1").await;
    assert_eq!(stored_text(&town, "trees", Lang::Ru).await, before);
    let stored = stored::load(&town.services.store).await.unwrap();
    assert!(stored.edited.is_empty(), "as the pack has it: it follows the pack again");
    let all =
        revision::list(&mut town.services.store.read().await.unwrap(), &"trees".parse().unwrap(), 9).await.unwrap();
    let authors: Vec<&str> = all.iter().map(|revision| revision.author.as_str()).collect();
    assert_eq!(authors, ["Boris", "Aida", ""]);
}

#[tokio::test]
async fn an_answer_that_is_put_aside_is_not_given_until_it_is_put_back() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    let ann = town.person("en");
    room.says(&room.aida, "/kb trees").await;
    assert_eq!(room.presses(&room.aida, "Put this answer on hold").await.as_deref(), Some("Done"));
    assert!(ann.says("Who plants trees?").await.contains("The staff are checking the answer about “Trees”"));
    assert!(room.says(&room.boris, "/kb").await.text.contains("On hold, not given to residents:\n• Trees (Aida)"));
    room.presses(&room.boris, "Trees").await;
    room.presses(&room.boris, "Take this answer off hold").await;
    assert!(!ann.says("Who plants trees?").await.contains("The staff are checking"));
}

#[tokio::test]
async fn an_example_works_word_for_word_at_once_and_is_learnt_later() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    let ann = town.person("ru");
    room.says(&room.aida, "/kb trees").await;
    room.presses(&room.aida, "Add example questions").await;
    let card = room.line("Draft 1: example questions for Trees").await;
    room.aida.replies(card.id, "куда делся мой тополь\nгде баобаб").await;
    room.line("Draft 1").await;
    room.presses(&room.aida, "See what would change").await;
    room.line("What draft 1 would change").await;
    room.presses(&room.aida, "Publish").await;
    let live = town.services.answerer.live();
    assert!(!live.snapshot().is_learnt());
    assert!(ann.says("Куда делся мой тополь?").await.contains("Тема: Trees"));
    assert!(live.learn(&town.services.store).await.unwrap() && live.snapshot().is_learnt());
    assert!(ann.says("ГДЕ БАОБАБ").await.contains("Тема: Trees"));
}

#[tokio::test]
async fn a_contact_needs_its_source_and_a_date_is_to_come() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    room.says(&room.aida, "/kb dept:town").await;
    room.presses(&room.aida, "Add a contact").await;
    let card = room.line("Draft 1: new contact").await;
    room.aida.replies(card.id, "где-то там").await;
    assert!(room.last().await.text.starts_with("I could not tell what kind of contact this is"));
    room.aida.replies(card.id, "phone: 55-44-33").await;
    let card = room.line("Draft 1: new contact").await;
    assert!(card.text.contains("Phone: 55-44-33") && card.text.contains("• the source"), "{card}");
    room.aida.replies(card.id, "source: https://example.org/town Phone list").await;
    room.line("Draft 1: new contact").await;
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some("Published"));
    let ann = town.person("ru");
    assert!(ann.says("Кто сажает деревья?").await.contains("Телефон: 55-44-33"));

    room.says(&room.aida, "/kb trees").await;
    room.presses(&room.aida, "Set the review date").await;
    let card = room.line("Draft 2: review date").await;
    room.aida.replies(card.id, "01.01.2001").await;
    assert_eq!(room.last().await.text, town.en("draft-no-date"));
    room.aida.replies(card.id, "1.6.2029").await;
    room.line("Draft 2: review date").await;
    room.presses(&room.aida, "Publish").await;
    town.clock.advance(20 * 365 * 24 * 3_600_000);
    assert!(room.says(&room.aida, "/kb").await.text.contains("Trees (2029-06-01)"));
}

#[tokio::test]
async fn where_a_second_person_is_wanted_one_alone_publishes_nothing() {
    let town = Town::stored().await;
    let write = town.services.store.write(|c| Box::pin(meta::set(c, "policy.second_approval", "true")));
    write.await.unwrap();
    let room = Room::of(&town).await;
    room.says(&room.aida, "/kb trees").await;
    room.presses(&room.aida, "Change the text").await;
    let card = room.line("Draft 1").await;
    room.aida.replies(card.id, "kk: Жаңа мәтін\nru: Новый текст\nen: New text").await;
    room.line("Draft 1").await;
    room.presses(&room.aida, "See what would change").await;
    room.line("What draft 1 would change").await;
    for _ in 0..2 {
        assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some(&*town.en("toast-second-person")));
    }
    assert_ne!(stored_text(&town, "trees", Lang::En).await, "New text");
    assert_eq!(room.presses(&room.boris, "Publish").await.as_deref(), Some("Published"));
    assert_eq!(stored_text(&town, "trees", Lang::En).await, "New text");
}

#[tokio::test]
async fn who_is_not_of_the_staff_changes_nothing_in_private_and_staff_may() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    let eve = town.person("en");
    assert_eq!(eve.says("/kb trees").await, format!("bot: {}", town.en("notice-unknown-command")));
    let card = room.says(&room.aida, "/kb trees").await;
    let hold = card.button("Put this answer on hold").and_then(|button| button.data.clone()).unwrap();
    let pressed = eve.actor.presses_data(1, &hold).await.unwrap();
    assert_eq!(pressed.text, Some(town.en("toast-out-of-date")));
    assert!(town.services.answerer.snapshot().on_hold.is_empty());

    let someone: Someone<'_> = town.person("en");
    room.group.joins(&someone.actor);
    assert!(someone.says("/kb trees").await.contains("Topic · trees"));
    someone.presses("Change the text").await;
    let card = someone.actor.chat().into_iter().rfind(|line| line.from_bot).unwrap();
    assert!(card.text.starts_with("Draft 1: new text for Trees"), "{card}");
    someone.actor.replies(card.id, "en: All trees of the town.").await;
    town.sandbox.idle().await.unwrap();
    let card = someone.actor.chat().into_iter().find(|line| line.id == card.id).unwrap();
    assert!(card.text.contains("All trees of the town.") && card.text.contains("Everything needed is here."), "{card}");
}

impl Town {
    /// A town whose knowledge is in its database.
    pub(super) async fn stored() -> Town {
        let files = fixture::files();
        Town::with(&files, Arc::from(labelled(&files))).await
    }
}

#[tokio::test]
async fn a_gap_becomes_who_handles_it_and_goes_back_to_the_files() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    let ann = town.person("ru");
    assert!(ann.says("Когда придёт пенсия").await.contains(&town.ru("decline-who")));
    let asked = town.question_of(&ann).await;
    let data = callbacks::encode(&Press::Gap(asked));
    room.says(&room.aida, "/kb").await;
    let shown = room.last().await;
    room.aida.presses_data(shown.id, &data).await.unwrap();
    let card = room.line("Draft 1: new answer").await;
    assert!(!card.text.contains("пенсия"), "{card}");
    room.presses(&room.aida, "Choose where it belongs").await;
    room.presses(&room.aida, "pensions").await;
    let card = room.line("Draft 1: who handles pensions").await;
    let given = "kk: Зейнетақымен қор айналысады.\nru: Пенсиями занимается фонд.\nen: The fund handles pensions.";
    room.aida.replies(card.id, format!("{given}\nsource: https://example.org Law on pensions")).await;
    room.line("Draft 1").await;
    room.presses(&room.aida, "See what would change").await;
    room.line("What draft 1 would change").await;
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some("Published"));
    assert!(ann.says("Когда придёт пенсия").await.contains("Пенсиями занимается фонд."));

    let folder = std::env::temp_dir().join(format!("qaida-editing-{}", std::process::id()));
    let stored = stored::load(&town.services.store).await.unwrap();
    export(&stored.knowledge, &folder).unwrap();
    let read = Pack::read(Some(&folder)).unwrap();
    assert_eq!(read.errors().count(), 0);
    assert_eq!(read.knowledge, stored.knowledge);
    assert_eq!(export(&stored.knowledge, &folder).unwrap().written, 0, "byte for byte the same");
    let differences = diff::between(&stored, &fixture::knowledge());
    let listed: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert_eq!(listed, ["edited   decoy:pensions: source, elsewhere.kk, elsewhere.ru, elsewhere.en"]);

    let mut later = fixture::knowledge();
    later.info.policies.retention_days = 30;
    import(&town.services.store, &later).await.unwrap();
    let kept = stored::load(&town.services.store).await.unwrap();
    let pensions = kept.knowledge.entry(&"decoy:pensions".parse().unwrap()).unwrap();
    assert_eq!(pensions.texts.ru.elsewhere, "Пенсиями занимается фонд.");
    assert!(kept.knowledge.sources.contains_key(&pensions.source));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn what_is_put_aside_may_be_a_matter_of_others_but_no_emergency() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    let ann = town.person("ru");
    room.says(&room.aida, "/kb decoy:pensions").await;
    room.presses(&room.aida, "Put this answer on hold").await;
    assert!(ann.says("Когда придёт пенсия").await.contains("Сотрудники сейчас проверяют"));
    let card = room.says(&room.aida, "/kb decoy:fire").await;
    assert!(card.button("Put this answer on hold").is_none());
    let forged = callbacks::encode(&Press::Entry(EntryAct::Hold, "decoy:fire".parse().unwrap()));
    room.aida.presses_data(card.id, &forged).await.unwrap();
    assert!(!ann.says("Пожар помогите").await.contains("Сотрудники сейчас проверяют"));
}

#[tokio::test]
async fn a_note_is_no_text_and_what_is_there_already_is_no_change() {
    let town = Town::stored().await;
    let room = Room::of(&town).await;
    room.says(&room.aida, "/kb trees").await;
    room.presses(&room.aida, "Add example questions").await;
    let card = room.line("Draft 1").await;
    room.boris.replies(card.id, "// do we need this?").await;
    room.aida.replies(card.id, "Кто сажает деревья").await;
    room.line("Draft 1").await;
    assert_eq!(room.presses(&room.aida, "Publish").await.as_deref(), Some(&*town.en("toast-missing")));
    let card = room.group.lines(None).into_iter().find(|line| line.id == card.id).unwrap();
    assert!(card.text.contains("at least one change"), "{card}");
    assert!(!card.text.contains("do we need this"), "{card}");
}

#[tokio::test]
async fn a_draft_begun_in_private_waits_in_the_group_for_a_second_person() {
    let town = Town::stored().await;
    let write = town.services.store.write(|c| Box::pin(meta::set(c, "policy.second_approval", "true")));
    write.await.unwrap();
    let room = Room::of(&town).await;
    let carl = town.person("en");
    room.group.joins(&carl.actor);
    carl.says("/kb dept:town").await;
    carl.presses("Add a contact").await;
    let card = carl.actor.chat().into_iter().rfind(|line| line.from_bot).unwrap();
    carl.actor.replies(card.id, "phone: 55-44-33\nsource: https://example.org Phone list").await;
    town.sandbox.idle().await.unwrap();
    town.sandbox.fail_next_in(room.group.id(), "sendMessage", sandbox::Fault::ServerError);
    assert_eq!(carl.presses("Publish").await, Some(town.en("toast-failed")));
    assert_eq!(carl.presses("Publish").await, Some(town.en("toast-second-person")), "it goes on where it stopped");
    let moved = carl.actor.chat().into_iter().find(|line| line.id == card.id).unwrap();
    assert_eq!(moved.text, town.en("draft-moved"));
    room.line("Draft 1: new contact").await;
    assert_eq!(room.presses(&room.boris, "Publish").await.as_deref(), Some("Published"));
}
