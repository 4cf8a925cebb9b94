//! What is no question: voice, stickers, emoji, four thousand letters, languages nobody here speaks.

use insta::assert_snapshot;
use serde_json::json;

use crate::world::{World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_text_gets_a_sentence() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        for kind in 0..6 {
            match kind {
                0 => emma.sends_voice().await,
                1 => emma.sends_sticker().await,
                2 => emma.sends_location().await,
                3 => emma.sends_contact().await,
                4 => emma.sends_photo("").await,
                _ => emma.sends_document("plan.pdf", "").await,
            };
            emma.next_message().await.unwrap();
        }
        emma.screen()
    })
    .await;
    assert_snapshot!(seen, @"
    Emma: <voice>
    bot: I cannot listen to recordings yet. Please write your question as text.
    Emma: <sticker>
    bot: Thank you! But I only understand words: please write what you would like to know.
    Emma: <location>
    bot: I cannot read places on the map. Please write in words what your question is about.
    Emma: <contact>
    bot: I do not need anyone's contact details and do not keep them. Please write your question as text.
    Emma: <photo>
    bot: I cannot see what is in a picture or video. Please write your question as text or as a caption.
    Emma: <document>
    bot: I cannot open files. Please write your question as text.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caption_is_a_question() {
    World::each(async |world| {
        let emma = world.resident("Emma", "en");
        emma.sends_photo("Who cuts down dead trees in our yard?").await;
        assert!(emma.next_message().await.unwrap().text.contains("Urban Environment Renovation"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_texts_get_a_fitting_sentence() {
    let seen = World::each(async |world| {
        let ivan = world.resident("Иван", "ru");
        let long = "Кто сажает деревья? ".repeat(204);
        assert!(ask(&ivan, &long).await.text.contains("Управление реновации городской среды"));
        let controls = "\u{200b}\u{7}\u{1b}[31m Кто сажает деревья в парке?";
        assert!(ask(&ivan, controls).await.text.contains("Управление реновации городской среды"));
        ivan.clears();
        for text in ["😀😀😀", "من يزرع الأشجار في الحديقة؟", "фывапр олджэ ячсмит", "/nosuchcommand"]
        {
            ask(&ivan, text).await;
        }
        ivan.screen()
    })
    .await;
    assert_snapshot!(seen, @"
    Иван: 😀😀😀
    bot: В этом сообщении нет слов. Напишите вопрос так, как сказали бы вслух.
    Иван: من يزرع الأشجار في الحديقة؟
    bot: Я читаю по-казахски, по-русски и по-английски. Напишите, пожалуйста, на одном из этих языков.
    Иван: фывапр олджэ ячсмит
    bot: С этим помочь не могу. Я подсказываю, какое управление акимата за что отвечает: опишите свой вопрос обычными словами.
    Иван: /nosuchcommand
    bot: Такой команды у меня нет. Мои команды — в /help, а можно и просто написать вопрос.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_nobody_knows_stops_nothing() {
    World::each(async |world| {
        let emma = world.resident("Emma", "en");
        world.sandbox.inject(json!({ "brand_new_kind": { "deep": [[[[1]]]] } }));
        world.sandbox.inject(json!({ "message": { "message_id": "no number" } }));
        assert!(ask(&emma, "Who plants trees in the parks?").await.text.contains("Urban Environment Renovation"));
    })
    .await;
}
